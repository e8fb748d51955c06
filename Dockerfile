FROM python:3.11-slim AS packages
COPY requirements-production.lock /
RUN python -m venv /venv \
    && /venv/bin/pip install --no-cache-dir --require-hashes --requirement /requirements-production.lock

FROM python:3.11-slim
RUN useradd --system --uid 10001 heartline
COPY --from=packages /venv /venv
WORKDIR /app
COPY scoring scoring
COPY schema schema
COPY seeds seeds
COPY service service
RUN /venv/bin/python -m compileall -q .
ENV PATH=/venv/bin:$PATH \
    PYTHONUNBUFFERED=1 \
    HEARTLINE_ENV=production \
    HEARTLINE_HOST=0.0.0.0 \
    HEARTLINE_PORT=8000
USER heartline
EXPOSE 8000
HEALTHCHECK --interval=10s --timeout=3s --start-period=30s --retries=3 \
    CMD ["python", "-c", "import os, urllib.request as web; web.urlopen(f'http://127.0.0.1:{os.environ[\"HEARTLINE_PORT\"]}/readyz', timeout=2)"]
ENTRYPOINT ["python", "-m", "service"]
CMD ["serve"]
