# All measures of one round of 100 000 experts x 30 nine-point ratings in eight groups, with base R: beside MeasureBenchmarks.
# Rscript measures.R        prints the seconds, without making the data
set.seed(2020)
experts <- 100000; items <- 30; points <- 9
x <- matrix(pmin(points, pmax(1, 2 + rep((0:(items - 1)) %% 7, each = experts) + sample(-3:3, experts * items, TRUE))), experts)
x[sample(length(x), length(x) / 50)] <- NA
group <- sample(8, experts, TRUE)

agreement <- function(f) {                    # van der Eijk 2001
  k <- length(f); total <- sum(f); a <- 0
  repeat {
    use <- f > 0; s <- sum(use)
    if (s == 0) break
    w <- min(f[use]); p <- which(use)
    u <- if (s == 1) 1 else if (s == k) 0 else {
      tu <- 0; tdu <- 0
      for (i in 1:(k - 2)) for (j in (i + 1):(k - 1)) for (l in (j + 1):k) {
        pat <- use[c(i, j, l)]
        if (sum(pat) == 2) if (pat[2]) tu <- tu + 1 else tdu <- tdu + 1
      }
      if (tu + tdu == 0) 0 else ((k - 2) * tu - (k - 1) * tdu) / ((k - 2) * (tu + tdu))
    }
    a <- a + w * s / total * u * (1 - (s - 1) / (k - 1))
    f[use] <- f[use] - w
  }
  a
}
cns <- function(f) { p <- f / sum(f); m <- sum(p * seq_along(f)); 1 + sum(ifelse(p > 0, p * log2(1 - abs(seq_along(f) - m) / (length(f) - 1)), 0)) }

time <- system.time({
  for (i in 1:items) {
    v <- x[, i]; ok <- !is.na(v); v <- v[ok]; g <- group[ok]
    f <- tabulate(v, points)
    q <- quantile(v, c(.25, .5, .75, .3, .7), type = 7)
    m <- mean(v); s <- sd(v); a <- agreement(f); t <- cns(f)
    byGroup <- tapply(v, g, quantile, c(.25, .5, .75), type = 7)
    h <- kruskal.test(v, g)
    for (one in 1:7) for (two in (one + 1):8) wilcox.test(v[g == one], v[g == two], exact = FALSE, correct = FALSE)
  }
  complete <- x[complete.cases(x), ]
  ranks <- apply(complete, 1, rank)
  ties <- sum(apply(complete, 1, function(row) { n <- tabulate(row, points); sum(n^3 - n) }))
  k <- nrow(complete); S <- sum((rowSums(ranks) - k * (items + 1) / 2)^2)
  W <- 12 * S / (k^2 * (items^3 - items) - k * ties)
})
cat(sprintf("all measures of one round with R %s: %.2f s\n", getRversion(), time[["elapsed"]]))
