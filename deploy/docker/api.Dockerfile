# A front end of a cluster; from the root of the repository:
#   docker build -f deploy/docker/api.Dockerfile -t taskmanagement-api .
FROM mcr.microsoft.com/dotnet/sdk:10.0 AS build
WORKDIR /source
COPY . .
RUN dotnet publish src/TaskManagement.Api -c Release -p:GrainEngine=Orleans -p:UseAppHost=false -o /app

# No shell and no package manager; "extra" is what holds time zones and languages.
FROM mcr.microsoft.com/dotnet/aspnet:10.0-noble-chiseled-extra
WORKDIR /app
COPY --from=build /app .
ENV Urls=http://+:8080
USER $APP_UID
EXPOSE 8080
ENTRYPOINT ["dotnet", "TaskManagement.Api.dll"]
