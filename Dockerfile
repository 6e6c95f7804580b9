# Two stages: what builds does not ship. The image brings its own .NET, runs as an ordinary user, prints with Chromium, and keeps everything
# in one volume.
FROM ubuntu:26.04 AS build
RUN apt-get update && apt-get install -y --no-install-recommends dotnet-sdk-10.0 nodejs npm ca-certificates && rm -rf /var/lib/apt/lists/*
WORKDIR /source
COPY global.json Directory.Build.props Directory.Packages.props BannedSymbols.txt .editorconfig LICENSE THIRD-PARTY-NOTICES.md ./
COPY LICENSES LICENSES
COPY questionnaires questionnaires
COPY src src
ARG TARGETARCH=amd64
# The packages have to be those of the lock files; what is published for a runtime of its own has none (Directory.Build.props) and takes them from here.
RUN dotnet restore src/Befragung.Web --locked-mode
RUN dotnet publish src/Befragung.Web --configuration Release --self-contained --output /app \
    --runtime "linux-$(echo "$TARGETARCH" | sed s/amd64/x64/)"

FROM debian:13-slim
RUN apt-get update \
 && apt-get install -y --no-install-recommends chromium-headless-shell curl ca-certificates tzdata libicu76 libssl3t64 fonts-dejavu-core fonts-noto-color-emoji \
 && rm -rf /var/lib/apt/lists/* \
 && useradd --system --create-home --uid 10001 befragung && install -d -o befragung -m 700 /data \
 && ln -s /app/befragung /usr/local/bin/befragung
COPY --from=build /app /app
WORKDIR /app
USER befragung
# A container does not let Chromium make a sandbox of its own.
ENV Data__Directory=/data ASPNETCORE_HTTP_PORTS=8080 Report__Sandbox=false
VOLUME /data
EXPOSE 8080
HEALTHCHECK --interval=30s --timeout=5s --start-period=30s CMD curl --fail --silent http://localhost:8080/health/ready || exit 1
ENTRYPOINT ["befragung"]
CMD ["serve"]
