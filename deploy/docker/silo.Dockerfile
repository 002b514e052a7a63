# A silo of a cluster; from the root of the repository:
#   docker build -f deploy/docker/silo.Dockerfile -t taskmanagement-silo .
FROM mcr.microsoft.com/dotnet/sdk:10.0 AS build
WORKDIR /source
COPY . .
RUN dotnet publish src/TaskManagement.Silo -c Release -p:GrainEngine=Orleans -p:UseAppHost=false -o /app && mkdir /data

# No shell and no package manager; "extra" is what holds time zones and languages.
FROM mcr.microsoft.com/dotnet/runtime:10.0-noble-chiseled-extra
WORKDIR /app
COPY --from=build /app .
# The data folder exists with this owner before a volume covers it, so that a fresh volume is writable.
COPY --from=build --chown=$APP_UID:$APP_UID /data /data
ENV Storage__Path=/data
VOLUME /data
USER $APP_UID
EXPOSE 11111 30000
ENTRYPOINT ["dotnet", "TaskManagement.Silo.dll"]
