# The house alone; Postgres stands beside it (docker-compose.yml).
FROM rust:1.95-slim-bookworm AS build
WORKDIR /build
COPY . .
ENV SQLX_OFFLINE=true
RUN --mount=type=cache,target=/usr/local/cargo/registry \
    --mount=type=cache,target=/build/target \
    cargo build --release --locked --bin cimic-house \
    && cp target/release/cimic-house /cimic-house

FROM debian:bookworm-slim
# A font for the weekly paper of the dashboards.
RUN apt-get update && apt-get install -y --no-install-recommends fonts-dejavu-core && rm -rf /var/lib/apt/lists/*
RUN useradd --system --uid 10001 --home-dir /var/lib/cimic-house --create-home cimic
COPY --from=build /cimic-house /usr/local/bin/cimic-house
USER 10001
WORKDIR /var/lib/cimic-house
VOLUME /var/lib/cimic-house
ENV CIMIC_LISTEN=0.0.0.0:8080 CIMIC_DATA=/var/lib/cimic-house CIMIC_LOG=json
EXPOSE 8080
STOPSIGNAL SIGTERM
ENTRYPOINT ["cimic-house"]
CMD ["serve"]
