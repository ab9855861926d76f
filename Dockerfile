# tiltak-audit in a container: reports are mounted at /data, results go to standard output.
FROM python:3.13-slim AS build
WORKDIR /source
COPY . .
RUN python -m venv /opt/tiltak-audit \
 && /opt/tiltak-audit/bin/pip install --no-cache-dir --constraint requirements.lock ".[xlsx]"

FROM python:3.13-slim
COPY --from=build /opt/tiltak-audit /opt/tiltak-audit
ENV PATH="/opt/tiltak-audit/bin:$PATH" PYTHONDONTWRITEBYTECODE=1
RUN useradd --uid 10001 --no-create-home --shell /usr/sbin/nologin auditor
USER 10001
WORKDIR /data
ENTRYPOINT ["tiltak-audit"]
CMD ["--help"]
