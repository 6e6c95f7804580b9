# Several stages: what builds does not ship. The image runs as an ordinary user, prints with Chromium, and keeps everything in one volume.
FROM mcr.microsoft.com/dotnet/sdk:10.0 AS build
RUN apt-get update && apt-get install -y --no-install-recommends nodejs npm && rm -rf /var/lib/apt/lists/*
WORKDIR /source
COPY global.json Directory.Build.props Directory.Packages.props BannedSymbols.txt .editorconfig ./
COPY src/Befragung.Delphi/Befragung.Delphi.csproj src/Befragung.Delphi/
COPY src/Befragung.Web/Befragung.Web.csproj src/Befragung.Web/
RUN dotnet restore src/Befragung.Web
COPY questionnaires questionnaires
COPY src src
RUN dotnet publish src/Befragung.Web --configuration Release --no-restore --output /app

FROM mcr.microsoft.com/dotnet/aspnet:10.0
RUN apt-get update && apt-get install -y --no-install-recommends chromium curl && rm -rf /var/lib/apt/lists/* \
 && useradd --system --create-home --uid 10001 befragung && install -d -o befragung -m 700 /data
WORKDIR /app
COPY --from=build /app .
RUN ln -s /app/befragung /usr/local/bin/befragung
USER befragung
ENV Data__Directory=/data ASPNETCORE_HTTP_PORTS=8080
VOLUME /data
EXPOSE 8080
HEALTHCHECK --interval=30s --timeout=5s --start-period=30s CMD curl --fail --silent http://localhost:8080/health/ready || exit 1
ENTRYPOINT ["/app/befragung"]
CMD ["serve"]
