FROM slipway-it/busybox:1 AS builder
RUN echo tool > /tool
FROM it-base-missing/nowhere:3
COPY --from=builder /tool /tool
