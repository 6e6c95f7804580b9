# Recomputes random data sets with R and writes the tables that the tests of Befragung.Delphi compare with. See README.md.
# What base R has is taken from it (quantile, sd, kruskal.test, wilcox.test, p.adjust, friedman.test, cor, pbinom, psignrank, prop.test); what it lacks
# (van der Eijk's A, Tastle and Wierman's Cns, RAND/UCLA, kappa, exact tests with ties) is written from the published definition, in the plainest form and without
# a look at the C#.

folder <- commandArgs(trailingOnly = TRUE)[1]
if (is.na(folder)) folder <- "tests/Befragung.Delphi.Tests/Statistics/Reference"
RNGkind("Mersenne-Twister", "Inversion", "Rejection")
set.seed(2020)

number <- function(x) if (length(x) == 0 || is.na(x)) "" else if (is.logical(x)) tolower(as.character(x)) else sprintf("%.17g", x)
list_of <- function(x) paste(vapply(x, number, ""), collapse = " ")
lists_of <- function(xs) paste(vapply(xs, list_of, ""), collapse = "|")
write <- function(name, rows) {
  lines <- c(paste(names(rows[[1]]), collapse = ";"), vapply(rows, function(row) paste(unlist(row), collapse = ";"), ""))
  writeLines(lines, file.path(folder, paste0(name, ".csv")))
  cat(sprintf("%-14s %5d rows\n", name, length(rows)))
}

# Answers of four shapes: anything, one peak, two peaks, all equal.
answers <- function(n, points, shape) {
  weights <- switch(shape,
    anything = rep(1, points),
    peak = dbinom(0:(points - 1), points - 1, runif(1, 0.2, 0.9)),
    two = c(4, rep(0.5, points - 2), 3),
    equal = as.numeric(1:points == sample(points, 1)))
  sample(points, n, replace = TRUE, prob = weights)
}
shapes <- c("anything", "peak", "two", "equal")
sizes <- c(0, 1, 2, 3, 5, 6, 13, 30, 100)
counts_of <- function(x, points) tabulate(x, points)

# --- one item ---
# Van der Eijk (2001): peel off layers, look at every triple of points.
eijk <- function(counts) {
  k <- length(counts); n <- sum(counts); a <- 0; rest <- counts
  while (any(rest > 0)) {
    layer <- as.integer(rest > 0); height <- min(rest[rest > 0]); s <- sum(layer); tu <- 0; tdu <- 0
    for (i in 1:(k - 2)) for (j in (i + 1):(k - 1)) for (l in (j + 1):k) {
      triple <- paste0(layer[i], layer[j], layer[l])
      if (triple %in% c("110", "011")) tu <- tu + 1
      if (triple == "101") tdu <- tdu + 1
    }
    u <- if (tu + tdu == 0) 1 else ((k - 2) * tu - (k - 1) * tdu) / ((k - 2) * (tu + tdu))
    a <- a + (height * s / n) * u * (1 - (s - 1) / (k - 1))
    rest <- rest - height * layer
  }
  a
}
# Tastle and Wierman (2007).
tastle <- function(x, points) {
  p <- table(x) / length(x); v <- as.numeric(names(p))
  1 + sum(p * log2(1 - abs(v - mean(x)) / (points - 1)))
}
# Largest j with P(j <= B <= n - j) >= 0.95, by trying all of them.
median_ranks <- function(n) {
  best <- NULL
  for (j in seq_len(n %/% 2)) {
    outside <- 2 * pbinom(j - 1, n, 0.5)
    if (1 - outside >= 0.95) best <- c(j, n + 1 - j, 1 - outside) else break
  }
  best
}

items <- list(); quantiles <- list(); rams <- list()
for (points in c(3, 4, 5, 7, 9, 11)) for (shape in shapes) for (n in sizes) {
  x <- answers(n, points, shape); counts <- counts_of(x, points); ranks <- median_ranks(n); any <- n > 0
  items[[length(items) + 1]] <- list(
    counts = list_of(counts), n = n,
    mean = number(if (any) mean(x) else NA), s = number(if (n > 1) sd(x) else NA), cv = number(if (n > 1) sd(x) / mean(x) else NA),
    lower = number(if (is.null(ranks)) NA else sort(x)[ranks[1]]), upper = number(if (is.null(ranks)) NA else sort(x)[ranks[2]]),
    a = number(if (any) eijk(counts) else NA), cns = number(if (any) tastle(x, points) else NA))
  if (any && points %in% c(5, 9)) for (type in 1:9) {
    q <- quantile(x, c(0.25, 0.3, 0.5, 0.7, 0.75), type = type, names = FALSE)
    quantiles[[length(quantiles) + 1]] <- list(counts = list_of(counts), type = type, quartile1 = number(q[1]), p30 = number(q[2]),
      median = number(q[3]), p70 = number(q[4]), quartile3 = number(q[5]))
  }
}
for (shape in shapes) for (n in rep(c(1, 2, 7, 9, 15, 40), 5)) {
  x <- answers(n, 9, shape); type <- sample(c(2, 6, 7, 8), 1)
  q <- quantile(x, c(0.3, 0.5, 0.7), type = type, names = FALSE)
  ipr <- q[3] - q[1]; ipras <- 2.35 + 1.5 * abs(5 - (q[1] + q[3]) / 2); disagreement <- ipr - ipras > 1e-9
  class <- if (disagreement) "Uncertain" else if (q[2] >= 6.5) "Appropriate" else if (q[2] >= 3.5) "Uncertain" else "Inappropriate"
  rams[[length(rams) + 1]] <- list(counts = list_of(counts_of(x, 9)), type = type, p30 = number(q[1]), p70 = number(q[3]), ipr = number(ipr),
    ipras = number(ipras), index = number(ipr / ipras), disagreement = number(disagreement), class = class)
}
write("items", items); write("quantiles", quantiles); write("ram", rams)

write("intervals", lapply(c(0:120, 500, 1000, 9999, 10000, 100000), function(n) {
  ranks <- median_ranks(n)
  if (is.null(ranks)) list(n = number(n), lower = "", upper = "", coverage = "")
  else list(n = number(n), lower = number(ranks[1]), upper = number(ranks[2]), coverage = number(ranks[3]))
}))

# --- groups ---
compare <- function(samples, points) {
  x <- unlist(samples); g <- rep(seq_along(samples), lengths(samples))
  test <- if (length(unique(g)) > 1 && length(unique(x)) > 1) kruskal.test(x, factor(g)) else NULL
  pairs <- list(); p <- c()
  for (i in seq_along(samples)) for (j in seq_along(samples)) if (i < j && length(samples[[i]]) > 0 && length(samples[[j]]) > 0) {
    w <- suppressWarnings(wilcox.test(samples[[i]], samples[[j]], exact = FALSE, correct = FALSE))
    p <- c(p, if (is.nan(w$p.value)) 1 else w$p.value) # R has no p where all are equal; nothing differs, so it is 1.
    pairs[[length(pairs) + 1]] <- c(i - 1, j - 1, w$statistic)
  }
  holm <- p.adjust(p, "holm")
  list(groups = lists_of(lapply(samples, counts_of, points)),
    h = number(test$statistic), df = number(test$parameter), p = number(test$p.value),
    epsilon = number(if (is.null(test)) NULL else test$statistic / (length(x) - 1)),
    pairs = lists_of(Map(function(pair, p, holm) c(pair, p, holm), pairs, p, holm)))
}
groups <- list()
for (points in c(5, 7, 9)) for (shape in shapes) for (k in 1:5) {
  groups[[length(groups) + 1]] <- compare(lapply(1:k, function(i) answers(sample(c(0, 1, 2, 5, 13, 100), 1), points, shape)), points)
  if (k > 1) groups[[length(groups) + 1]] <- compare(lapply(1:k, function(i) answers(sample(5:30, 1), points, if (i %% 2) shape else "peak")), points)
}
write("groups", groups)

# --- a section: friedman.test corrects for ties and is k(m - 1)W ---
concordance <- list()
for (points in c(2, 5, 7, 9)) for (k in c(2, 3, 5, 13, 40)) for (m in c(2, 3, 8, 12)) {
  x <- t(replicate(k, answers(m, points, sample(c("anything", "peak"), 1)))); if (sample(4, 1) == 1) x[1, ] <- points
  test <- friedman.test(x); none <- is.nan(test$statistic)
  concordance[[length(concordance) + 1]] <- list(ratings = lists_of(lapply(seq_len(k), function(i) x[i, ])), raters = k, items = m,
    w = number(if (none) NA else test$statistic / (k * (m - 1))), chiSquare = number(if (none) NA else test$statistic),
    df = m - 1, p = number(if (none) NA else test$p.value))
}
write("concordance", concordance)

# --- two rounds ---
kappa <- function(x, y, points, distance) {
  observed <- table(factor(x, 1:points), factor(y, 1:points)) / length(x)
  expected <- outer(rowSums(observed), colSums(observed)); weight <- outer(1:points, 1:points, distance)
  if (sum(weight * expected) == 0) NA else 1 - sum(weight * observed) / sum(weight * expected)
}
# The exact distribution of the rank sum, given ties: all 2^n signs where there are few, else sign by sign. Without ties it is psignrank's.
signed <- function(x, y) {
  if (all(x == y)) return(list(v = "", n = "", p = "", exact = ""))
  d <- (x - y)[x != y]; n <- length(d); r <- rank(abs(d)); v <- sum(r[d > 0])
  if (n > 500) {
    p <- suppressWarnings(wilcox.test(x, y, paired = TRUE, exact = FALSE, correct = FALSE))$p.value
  } else if (!any(duplicated(r))) {
    p <- min(1, 2 * psignrank(min(v, n * (n + 1) / 2 - v), n))
  } else if (n <= 12) {
    sums <- as.matrix(expand.grid(rep(list(0:1), n))) %*% r
    p <- min(1, 2 * min(mean(sums <= v), mean(sums >= v)))
  } else {
    ways <- 1
    for (one in 2 * r) ways <- (c(ways, rep(0, one)) + c(rep(0, one), ways)) / 2
    p <- min(1, 2 * min(sum(ways[1:(2 * v + 1)]), sum(ways[(2 * v + 1):length(ways)])))
  }
  list(v = number(v), n = n, p = number(p), exact = number(n <= 500))
}
pairs <- list()
for (points in c(3, 5, 7, 9)) for (n in c(1, 2, 5, 13, 49, 100, 900)) for (stay in c(0, 0.3, 0.8, 1)) for (shape in c("anything", "peak", "equal")) {
  x <- answers(n, points, shape); y <- ifelse(runif(n) < stay, x, answers(n, points, sample(c("anything", "peak"), 1)))
  pairs[[length(pairs) + 1]] <- c(list(points = points, before = list_of(x), after = list_of(y)), signed(x, y),
    list(linear = number(kappa(x, y, points, function(i, j) abs(i - j))), quadratic = number(kappa(x, y, points, function(i, j) (i - j)^2)),
      unweighted = number(kappa(x, y, points, function(i, j) i != j))))
}
write("pairs", pairs)

# The change of distribution of the same experts: who moved between two points went up or down like a coin.
# Every outcome is looked at where there are not too many; else R draws with the generator and the seeds that the C# uses.
changes <- list()
flows_of <- function(x, y, points) {
  moves <- table(factor(x, 1:points), factor(y, 1:points)); all <- NULL
  for (low in seq_len(points - 1)) for (high in (low + 1):points)
    if (moves[low, high] + moves[high, low] > 0) all <- rbind(all, c(low, high, moves[low, high] + moves[high, low], moves[low, high]))
  all
}
# Twice delta times n, of outcomes as columns: how many of each flow went up.
apart <- function(flows, ups, points) {
  net <- matrix(0, points, ncol(ups))
  for (i in seq_len(nrow(flows))) {
    surplus <- 2 * ups[i, ] - flows[i, 3]
    net[flows[i, 2], ] <- net[flows[i, 2], ] + surplus; net[flows[i, 1], ] <- net[flows[i, 1], ] - surplus
  }
  colSums(abs(net))
}
for (points in c(2, 3, 5, 9)) for (n in c(1, 6, 13, 30, 120, 1000)) for (stay in c(0, 0.6, 0.9, 1)) for (shift in c(0, 1)) {
  x <- answers(n, points, "peak"); y <- ifelse(runif(n) < stay, x, pmin(points, pmax(1, answers(n, points, "peak") + shift)))
  delta <- sum(abs(tabulate(x, points) - tabulate(y, points))) / 2 / n; flows <- flows_of(x, y, points); exact <- TRUE
  if (is.null(flows)) p <- 1 else {
    observed <- apart(flows, matrix(flows[, 4]), points); outcomes <- prod(flows[, 3] + 1); exact <- outcomes <= 1e6
    if (exact && outcomes > 20000) next
    if (exact) {
      ups <- t(as.matrix(expand.grid(lapply(flows[, 3], function(m) 0:m))))
      weights <- apply(ups, 2, function(up) prod(dbinom(up, flows[, 3], 0.5)))
      p <- sum(weights[apart(flows, ups, points) >= observed])
    } else {
      old <- .Random.seed; .Random.seed <- c(10407L, 1L, 2L, 3L, 4L, 5L, 6L)
      ups <- matrix(qbinom(matrix(runif(10000 * nrow(flows)), nrow(flows)), flows[, 3], 0.5), nrow(flows))
      .Random.seed <- old
      p <- (1 + sum(apart(flows, ups, points) >= observed)) / 10001
    }
  }
  changes[[length(changes) + 1]] <- list(points = points, before = list_of(x), after = list_of(y), delta = number(delta), p = number(p), exact = number(exact))
}
write("changes", changes)

wilson <- list()
for (n in c(1, 2, 5, 10, 13, 59, 99, 1000)) for (count in unique(round(n * c(0, 0.1, 0.5, 0.75, 1)))) {
  w <- suppressWarnings(prop.test(count, n, correct = FALSE))$conf.int
  wilson[[length(wilson) + 1]] <- list(count = count, n = n, lower = number(100 * w[1]), upper = number(100 * w[2]))
}
write("wilson", wilson)

# Quarters are exact in binary, so that ties are ties in R too.
wilcoxon <- list()
for (n in c(1, 2, 5, 13, 25, 49, 50, 100, 500, 700)) for (step in c(1e-6, 0.25)) for (run in 1:3) {
  x <- round(rnorm(n, 10, 3) / step) * step; y <- round((x + rnorm(n, 0.4, 2)) / step) * step
  wilcoxon[[length(wilcoxon) + 1]] <- c(list(before = list_of(x), after = list_of(y)), signed(x, y))
}
write("wilcoxon", wilcoxon)

correlation <- list()
for (n in c(1, 2, 3, 5, 13, 100)) for (shape in c("anything", "peak", "equal")) for (step in c(0.5, 1e-6)) {
  x <- answers(n, 9, shape) + round(runif(n) / step) * step; y <- 0.5 * x + round(runif(n, 0, 5) / step) * step
  rho <- if (n < 2) NA else suppressWarnings(cor(x, y, method = "spearman"))
  correlation[[length(correlation) + 1]] <- list(x = list_of(x), y = list_of(y), ranks = list_of(rank(x)), rho = number(rho))
}
write("correlation", correlation)

values <- list()
for (n in c(1, 2, 3, 5, 13, 100)) for (type in 1:9) {
  x <- sort(round(rlnorm(n, 3, 1), 2)); q <- quantile(x, c(0.25, 0.5, 0.75), type = type, names = FALSE)
  values[[length(values) + 1]] <- list(values = list_of(x), type = type, mean = number(mean(x)), s = number(sd(x)), minimum = number(min(x)),
    quartile1 = number(q[1]), median = number(median(x)), quartile3 = number(q[3]), maximum = number(max(x)))
}
write("values", values)

# --- planning: nothing is drawn here, so that the tables above stay as they are ---
# At least so many of n, by the upper tail itself.
at_least <- function(count, n, share) pbinom(count - 1, n, share, lower.tail = FALSE)
binomial <- list()
for (n in c(1, 5, 6, 13, 30, 100, 999, 10000, 100000)) for (share in c(0, 0.1, 0.4, 0.5, 0.55, 0.75, 0.95, 1))
  for (count in unique(pmax(0, pmin(n, c(0, 1, 5, round(n * c(0.4, 0.501, 0.75, 0.96)), n))))) {
    binomial[[length(binomial) + 1]] <- list(n = number(n), count = number(count), share = number(share), atLeast = number(at_least(count, n, share)),
      below = number(pbinom(count - 1, n, share)))
  }
write("binomial", binomial)

# How many it takes is counted up in whole numbers, thresholds being fractions: 50.1 % is 501/1000.
consensus <- list()
for (threshold in list(c("50.1", 501, 1000), c("2/3", 2, 3), c("75", 3, 4), c("100", 1, 1))) for (strict in c(FALSE, TRUE))
  for (n in c(1, 2, 3, 5, 6, 10, 13, 20, 30, 99, 100, 1000)) {
    above <- as.numeric(threshold[2]); below <- as.numeric(threshold[3]); counts <- 0:n
    needed <- counts[if (strict) counts * below > n * above else counts * below >= n * above]
    for (share in seq(50, 95, 5)) consensus[[length(consensus) + 1]] <- list(threshold = threshold[1], strict = number(strict), n = n,
      needed = number(if (length(needed) == 0) NA else min(needed)), share = share,
      holds = number(if (length(needed) == 0) 0 else at_least(min(needed), n, share / 100)))
  }
write("consensus", consensus)

# All who move go from one point to the next: of m of them the exact p of the change and of Wilcoxon's test is that of m coins that fall alike.
movements <- list()
for (limit in list(c("15", 15, 100), c("1/3", 1, 3), c("0", 0, 1))) for (n in c(1, 3, 4, 5, 6, 7, 13, 26, 27, 30, 40, 41, 100, 1000)) for (share in c(10, 20, 30, 40)) {
  movers <- 0:n; chance <- dbinom(movers, n, share / 100); p <- ifelse(movers == 0, 1, 2 * 0.5^movers)
  far <- movers * as.numeric(limit[3]) >= n * as.numeric(limit[2]) & n >= 6
  movements[[length(movements) + 1]] <- list(limit = limit[1], pairs = n, share = share,
    noticed = number(if (any(far & p < 0.05)) min(movers[far & p < 0.05]) else NA), moving = number(sum(chance[far & p < 0.05])),
    undecidable = number(sum(chance[far & p >= 0.05 & p < 0.20])))
}
write("movements", movements)

# --- how firm a verdict is: panels drawn anew, with the generator, the seeds and the order of draws that the C# has ---
# The seeds are the first 24 bytes of a SHA-256, which base R has not.
seeds_of <- function(...) {
  file <- tempfile(); cat(paste(..., sep = "\n"), file = file); hash <- system2("sha256sum", file, stdout = TRUE)
  vapply(0:5, function(i) {
    word <- sum(strtoi(substring(hash, 8 * i + c(1, 3, 5, 7), 8 * i + c(2, 4, 6, 8)), 16) * 256^(0:3))
    1 + word %% ((if (i < 3) 4294967087 else 4294944443) - 1)
  }, 0)
}
heads <- function(m) {
  if (m > 300) return(min(m, max(0, round(m / 2 + sqrt(m) / 2 * qnorm(runif(1))))))
  h <- 0
  while (m > 0) { h <- h + sum(bitwAnd(floor(runif(1) * 2^30), 2^(0:(min(m, 30) - 1))) > 0); m <- m - 30 }
  h
}
# p of the change and of the direction, by coins; pairs is a K x K table. Flows with the shortest ways first.
coins <- function(pairs) {
  k <- nrow(pairs); flows <- NULL
  for (way in seq_len(k - 1)) for (low in seq_len(k - way))
    if (pairs[low, low + way] + pairs[low + way, low] > 0) flows <- rbind(flows, c(low, low + way, pairs[low, low + way] + pairs[low + way, low], pairs[low, low + way]))
  if (is.null(flows)) return(c(1, 1))
  way <- flows[, 2] - flows[, 1]; ranks <- rank(rep(way, flows[, 3])); rank_of <- ranks[match(way, rep(way, flows[, 3]))]
  told <- function(ups) {
    surplus <- 2 * ups - flows[, 3]; net <- numeric(k)
    for (i in seq_along(ups)) { net[flows[i, 2]] <- net[flows[i, 2]] + surplus[i]; net[flows[i, 1]] <- net[flows[i, 1]] - surplus[i] }
    c(sum(abs(net)), abs(sum(surplus * rank_of)))
  }
  observed <- told(flows[, 4]); hits <- c(0, 0); draws <- 0
  while (draws < 199 && any(hits < 39)) {
    hits <- hits + (told(vapply(flows[, 3], heads, 0)) >= observed - 1e-9); draws <- draws + 1
  }
  (1 + hits) / 200
}
# One panel: a (K + 1) x (K + 1) table of before and now, 0 first, and the tables of its groups.
judged <- function(all, groups, consensus, stability, leavers, tests) {
  k <- nrow(all) - 1; band <- c("2" = 1, "3" = 1, "5" = 2, "7" = 2, "9" = 3)[[as.character(k)]]
  pairs <- all[-1, -1]; n <- sum(pairs); now <- colSums(all)[-1]
  if (n < 6) return("open")
  ends <- function(counts) c(top = sum(counts[(k - band + 1):k]), middle = if (k > 2 * band) sum(counts[(band + 1):(k - band)]) else NA, bottom = sum(counts[1:band]))
  delta <- sum(abs(rowSums(pairs) - colSums(pairs))); crossed <- sum(pairs[1:band, (k - band + 1):k]) + sum(pairs[(k - band + 1):k, 1:band])
  state <- switch(stability,
    paired = if (5 * crossed >= n) "moving" else if (100 * delta < 15 * 2 * n) "stable" else { p <- min(tests(pairs)); if (p < 0.05) "moving" else if (p < 0.2) "undecidable" else "stable" },
    scheibe = { before <- rowSums(all)[-1] + leavers; if (50 * sum(abs(before / sum(before) - now / sum(now))) < 15 - 1e-9) "stable" else "moving" },
    wilcoxon = if (tests(pairs)[2] < 0.05) "moving" else "stable",
    kappa = { q <- kappa(rep(row(pairs), pairs), rep(col(pairs), pairs), k, function(i, j) (i - j)^2); if (is.na(q) || q >= 0.7) "stable" else "moving" })
  if (state != "stable") return(state)
  shares <- ends(now); total <- sum(now)
  only <- function(holds) { which <- names(shares)[!is.na(shares) & holds]; if (length(which) == 1) which else NA }
  comet <- function(counts) { e <- ends(counts); m <- sum(counts); if (m == 0) NA else if (100 * e[["top"]] >= 70 * m && 100 * e[["bottom"]] < 15 * m) "top" else if (100 * e[["bottom"]] >= 70 * m && 100 * e[["top"]] < 15 * m) "bottom" else NA }
  side <- switch(consensus,
    percentAgreement = only(100 * shares >= 75 * total),
    iqr = { q <- quantile(rep(1:k, now), c(0.25, 0.5, 0.75), type = 7, names = FALSE)
      if (q[3] - q[1] <= (if (k < 9) 1 else 2) + 1e-9) (if (q[2] >= k - band + 1) "top" else if (q[2] <= band) "bottom" else "middle") else NA },
    comet = { s <- comet(now); if (!is.na(s) && all(vapply(groups, function(one) identical(comet(colSums(one)[-1]), s), TRUE))) s else NA })
  if (!is.na(side)) return(paste("consensus", side))
  if (all(100 * shares[c("top", "bottom")] >= 25 * total) && eijk(now) < -1e-9) return("polarised")
  majority <- only(2 * shares > total)
  if (!is.na(majority)) return(paste("majority", majority))
  if (all(100 * shares[c("top", "bottom")] >= 20 * total)) "dissent" else "noMajority"
}
table_of <- function(x, y, points) table(factor(x, 0:points), factor(y, 0:points))
drawn <- function(cells) {
  counts <- as.vector(t(cells)); n <- sum(counts); cell <- rep(seq_along(counts), counts)
  new <- if (n == 0) 0 * counts else if (n <= 200) tabulate(cell[floor(runif(n) * n) + 1], length(counts)) else { new <- 0 * counts; there <- which(counts > 0); new[there] <- qpois(runif(length(there)), counts[there]); new }
  matrix(new, nrow(cells), byrow = TRUE)
}
firmness <- list()
for (points in c(5, 9)) for (n in c(13, 40, 120, 900)) for (rule in c("percentAgreement paired", "iqr wilcoxon", "comet scheibe", "percentAgreement kappa")) {
  if (n == 900 && !grepl("paired|scheibe", rule)) next
  consensus <- strsplit(rule, " ")[[1]][1]; stability <- strsplit(rule, " ")[[1]][2]
  key <- paste0("q", length(firmness) + 1)
  chance <- dbinom(0:(points - 1), points - 1, runif(1, 0.55, 0.85))
  x <- sample(0:points, n, TRUE, c(0.08, 0.92 * chance)); y <- ifelse(runif(n) < 0.6, x, sample(0:points, n, TRUE, c(0.08, 0.92 * chance)))
  group <- sample(if (n == 13) 1 else 1:3, n, TRUE)
  leavers <- tabulate(sample(1:points, n %/% 6, TRUE, chance), points)
  groups <- lapply(sort(unique(group)), function(one) table_of(x[group == one], y[group == one], points))
  # Groups of fewer answers than five would be hidden, and here there are none.
  if (any(vapply(groups, function(one) sum(one[, -1]), 0) < 5)) next
  old <- .Random.seed; seeds <- seeds_of("Festigkeit", 2, key, "firmness")
  .Random.seed <- c(10407L, as.integer(ifelse(seeds >= 2^31, seeds - 2^32, seeds)))
  panels <- character(2000)
  for (panel in 1:2000) {
    new <- lapply(groups, drawn); left <- if (stability == "scheibe") as.vector(drawn(matrix(leavers, 1))) else leavers
    panels[panel] <- judged(Reduce(`+`, new), new, consensus, stability, left, coins)
  }
  # What was found itself: the exact tests are in the tables above, so the usual verdict is the C#'s own.
  .Random.seed <- old
  shares <- table(panels) / 2000
  firmness[[length(firmness) + 1]] <- list(key = key, points = points, consensus = consensus, stability = stability, group = list_of(group), before = list_of(x), now = list_of(y),
    leavers = list_of(leavers), verdicts = paste(names(shares), collapse = "|"), shares = list_of(as.vector(shares)))
}
write("firmness", firmness)

# --- coders: units are rows, coders are columns, NA is missing ---
# Observed and expected disagreement of each measure, from its published definition; 1 - sum(observed) / sum(expected) pools several codes.
# Cohen (1960): the table of two coders. Fleiss (1971): of each value, how many coders gave it to a unit. Krippendorff (2011): the matrix of coincidences.
apart <- function(observed, expected) c(observed, expected)
cohens <- function(m, levels) {
  if (ncol(m) != 2) return(NULL)
  m <- m[complete.cases(m), , drop = FALSE]; if (nrow(m) == 0) return(NULL)
  p <- table(factor(m[, 1], levels), factor(m[, 2], levels)) / nrow(m)
  apart(1 - sum(diag(p)), 1 - sum(rowSums(p) * colSums(p)))
}
fleiss <- function(m, levels) {
  m <- m[complete.cases(m), , drop = FALSE]; if (nrow(m) == 0 || ncol(m) < 2) return(NULL)
  counts <- t(apply(m, 1, function(unit) table(factor(unit, levels)))); if (length(levels) == 1) counts <- t(counts); k <- ncol(m)
  apart(1 - mean((rowSums(counts^2) - k) / (k * (k - 1))), 1 - sum((colSums(counts) / (nrow(m) * k))^2))
}
krippendorffs <- function(m, levels) {
  o <- matrix(0, length(levels), length(levels))
  for (unit in seq_len(nrow(m))) {
    values <- match(m[unit, !is.na(m[unit, ])], levels)
    if (length(values) >= 2) for (i in seq_along(values)) for (j in seq_along(values)) if (i != j)
      o[values[i], values[j]] <- o[values[i], values[j]] + 1 / (length(values) - 1)
  }
  n <- sum(o); if (n == 0) return(NULL)
  totals <- rowSums(o)
  apart(1 - sum(diag(o)) / n, 1 - sum(totals * (totals - 1)) / (n * (n - 1)))
}
agreement <- function(parts) {
  all <- Reduce(`+`, Filter(Negate(is.null), parts), c(0, 0))
  if (abs(all[2]) < 1e-12) NA else 1 - all[1] / all[2]
}
percent_agreeing <- function(m) {
  shares <- apply(m, 1, function(unit) { unit <- unit[!is.na(unit)]; if (length(unit) < 2) NA else { same <- outer(unit, unit, "=="); (sum(same) - length(unit)) / (length(unit) * (length(unit) - 1)) } })
  if (all(is.na(shares))) NA else 100 * mean(shares, na.rm = TRUE)
}
# Units that two have coded, drawn anew with the generator and the seeds that the C# uses.
interval <- function(pairable, seeds, value_of) {
  old <- .Random.seed; .Random.seed <<- c(10407L, as.integer(ifelse(seeds >= 2^31, seeds - 2^32, seeds)))
  values <- vapply(1:2000, function(i) value_of(pairable[floor(runif(length(pairable)) * length(pairable)) + 1]), 0)
  .Random.seed <<- old
  values <- values[!is.na(values)]
  if (length(values) < 1900) c(NA, NA) else quantile(values, c(0.025, 0.975), type = 7, names = FALSE)
}
# Coders who see what is there with some chance, and else anything.
coded <- function(n, coders, values, sure, missing, skew) {
  weights <- if (skew) c(10, rep(1, values - 1)) else rep(1, values)
  there <- sample(values, n, TRUE, weights)
  m <- sapply(seq_len(coders), function(coder) ifelse(runif(n) < sure, there, sample(values, n, TRUE, weights)))
  m <- matrix(m, n); m[matrix(runif(n * coders) < missing, n)] <- NA; m
}
units_of <- function(m) paste(apply(m, 1, function(unit) paste(ifelse(is.na(unit), "-", unit), collapse = " ")), collapse = "|")
coders <- list()
for (k in 2:5) for (n in c(1, 5, 30, 120)) for (values in c(2, 4)) for (missing in c(0, 0.25)) for (skew in c(FALSE, TRUE)) {
  m <- coded(n, k, values, sample(c(0.2, 0.6, 0.9, 1), 1), missing, skew); levels <- 1:values; key <- paste0("c", length(coders) + 1)
  pairable <- which(rowSums(!is.na(m)) >= 2)
  # Intervals are slow in R: of small tables only.
  told <- if (n == 30 && length(pairable) > 0) interval(pairable, seeds_of(key), function(rows) agreement(list(krippendorffs(m[rows, , drop = FALSE], levels)))) else NULL
  coders[[key]] <- list(key = key, coders = k, units = units_of(m), percent = number(percent_agreeing(m)), cohen = number(agreement(list(cohens(m, levels)))),
    fleiss = number(agreement(list(fleiss(m, levels)))), alpha = number(agreement(list(krippendorffs(m, levels)))), drawn = number(!is.null(told)),
    lower = number(told[1]), upper = number(told[2]))
}
write("coders", coders)

# Several codes of a unit: each code is applied (1) or not (0), and who has not coded a unit has applied none. Sets are written as the codes that are in them, from 0 on.
codes <- list()
for (k in 2:3) for (n in c(6, 25, 80)) for (labels in c(1, 3, 6)) for (missing in c(0, 0.2)) {
  key <- paste0("s", length(codes) + 1); gone <- matrix(runif(n * k) < missing, n)
  tables <- lapply(seq_len(labels), function(label) { m <- coded(n, k, 2, 0.8, 0, TRUE) - 1; m[gone] <- NA; m })
  pooled <- function(measure, rows) agreement(lapply(tables, function(m) measure(m[rows, , drop = FALSE], 0:1)))
  sets <- sapply(seq_len(k), function(coder) sapply(seq_len(n), function(unit) if (gone[unit, coder]) NA else
    paste(which(vapply(tables, function(m) m[unit, coder] == 1, NA)) - 1, collapse = ",")))
  pairable <- which(rowSums(!gone) >= 2); all <- seq_len(n)
  told <- if (n == 25) interval(pairable, seeds_of(key), function(rows) pooled(if (k == 2) cohens else fleiss, rows)) else NULL
  codes[[key]] <- list(key = key, coders = k, codes = labels, units = paste(apply(matrix(ifelse(is.na(sets), "-", paste0("+", sets)), n), 1, paste, collapse = " "), collapse = "|"),
    percent = number(percent_agreeing(matrix(sets, n))), cohen = number(pooled(cohens, all)), fleiss = number(pooled(fleiss, all)), alpha = number(pooled(krippendorffs, all)),
    alphas = paste(vapply(tables, function(m) number(agreement(list(krippendorffs(m, 0:1)))), ""), collapse = "|"), drawn = number(!is.null(told)), lower = number(told[1]), upper = number(told[2]))
}
write("codes", codes)
