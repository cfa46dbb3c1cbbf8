# The program with its own PostgreSQL, built once where there is a network and run where there is none (docs/deploy.md).
FROM node:24-bookworm-slim AS build
WORKDIR /app
COPY . .
# The screens are built here, at a time that every layer keeps to the second: they count as current, and nothing is built at run time.
RUN npm install --no-save --no-audit --no-fund \
 && find packages -type f -not -path '*/node_modules/*' -exec touch -d 2026-01-01T00:00:00Z {} + \
 && node -e "import('/app/packages/server/src/http/build-screens.ts').then((m) => m.builtScreens(console.log))"

FROM node:24-bookworm-slim
ENV NODE_ENV=production CLAIMWRIGHT_DATA=/data NO_COLOR=1
RUN groupadd --gid 10001 claimwright \
 && useradd --uid 10001 --gid claimwright --no-create-home --shell /usr/sbin/nologin claimwright \
 && install --directory --owner=claimwright --group=claimwright --mode=0700 /data
WORKDIR /app
COPY --from=build /app /app
USER 10001:10001
VOLUME /data
EXPOSE 7400
HEALTHCHECK --interval=30s --timeout=5s --start-period=120s --retries=3 \
  CMD ["node", "-e", "fetch('http://127.0.0.1:7400/api/ready').then((r) => process.exit(r.ok ? 0 : 1), () => process.exit(1))"]
ENTRYPOINT ["node", "packages/server/src/cli/main.ts"]
CMD ["start", "--empty"]
