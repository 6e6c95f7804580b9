# How firm each verdict is, with base R: beside FirmnessLoad. A line per person: group, then the answers of before, then those of now.
# dotnet run -c Release --project tests/Befragung.Load -- firmness 80 120 answers.csv; Rscript tests/Befragung.Load/firmness.R answers.csv
x <- as.matrix(read.csv(commandArgs(trailingOnly = TRUE)[1], header = FALSE))
group <- x[, 1]; items <- (ncol(x) - 1) / 2; before <- x[, 1 + 1:items]; now <- x[, 1 + items + 1:items]; k <- 5; panels <- 2000
members <- split(seq_along(group), group)
state <- function(b, a) {
  low <- b <= 2; high <- b >= 4; n <- length(a)
  if (sum(low & a >= 4) + sum(high & a <= 2) >= n / 5) return("moving")
  delta <- sum(abs(tabulate(b, k) - tabulate(a, k))) / 2
  if (delta < 0.15 * n) return("stable")
  up <- table(factor(b, 1:k), factor(a, 1:k)); pairs <- which(upper.tri(up), arr.ind = TRUE)
  m <- up[pairs] + up[pairs[, 2:1]]; some <- m > 0; pairs <- pairs[some, , drop = FALSE]; m <- m[some]; forward <- up[pairs]
  way <- pairs[, 2] - pairs[, 1]; ranks <- as.vector(tapply(rank(rep(way, m)), rep(way, m), mean)[as.character(way)])
  spread <- matrix(0, k, length(m)); spread[cbind(pairs[, 2], seq_along(m))] <- 1; spread[cbind(pairs[, 1], seq_along(m))] <- -1
  surplus <- 2 * cbind(forward, matrix(rbinom(199 * length(m), m, 0.5), length(m))) - m
  apart <- colSums(abs(spread %*% surplus)); signed <- abs(colSums(surplus * ranks))
  p <- min(mean(apart >= apart[1]), mean(signed >= signed[1]))
  if (p < 0.05) "moving" else if (p < 0.2) "undecidable" else "stable"
}
verdict <- function(b, a) {
  s <- state(b, a)
  if (s != "stable") return(s)
  f <- tabulate(a, k) / length(a); band <- c(sum(f[4:5]), f[3], sum(f[1:2]))
  if (any(band >= 0.75)) return(paste("consensus", which.max(band)))
  if (all(band[c(1, 3)] >= 0.25)) return("polarised?")
  if (any(band > 0.5)) return(paste("majority", which.max(band)))
  if (all(band[c(1, 3)] >= 0.2)) "dissent" else "noMajority"
}
set.seed(2020)
time <- system.time({
  shares <- vapply(seq_len(items), function(i) {
    own <- verdict(before[, i], now[, i])
    mean(replicate(panels, {
      drawn <- unlist(lapply(members, function(m) m[sample.int(length(m), replace = TRUE)]), use.names = FALSE)
      verdict(before[drawn, i], now[drawn, i]) == own
    }))
  }, 0)
})
cat(sprintf("%d items, %d people, %d panels: %.1f s; firm %d, fairly firm %d, narrow %d by the panels alone\n", items, nrow(x), panels, time["elapsed"],
  sum(shares >= 0.9), sum(shares >= 0.7 & shares < 0.9), sum(shares < 0.7)))
