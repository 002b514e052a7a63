# Silo and front end in one process, on the embedded engine; from the root of the repository:
#   docker build -f deploy/docker/server.Dockerfile -t taskmanagement-server .
# A stop may take Silo:ShutdownTimeoutSeconds, 25 by default, and Docker kills after 10: docker stop -t 30 <container>
FROM mcr.microsoft.com/dotnet/sdk:10.0 AS build
WORKDIR /source
COPY . .
RUN dotnet publish src/TaskManagement.Server -c Release -p:GrainEngine=Embedded -p:UseAppHost=false -o /app && mkdir /data

# No shell and no package manager; "extra" is what holds time zones and languages.
FROM mcr.microsoft.com/dotnet/aspnet:10.0-noble-chiseled-extra
WORKDIR /app
COPY --from=build /app .
# The data folder exists with this owner before a volume covers it, so that a fresh volume is writable.
COPY --from=build --chown=$APP_UID:$APP_UID /data /data
ENV Storage__Path=/data
VOLUME /data
ENV Urls=http://+:8080
USER $APP_UID
EXPOSE 8080
ENTRYPOINT ["dotnet", "TaskManagement.Server.dll"]
