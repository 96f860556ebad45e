package dev.slipway.buildkit;

import java.util.Map;

/**
 * Where BuildKit puts the result of a build.
 *
 * @param type       the exporter: {@code moby}, {@code oci}, …
 * @param attributes of the exporter
 */
record ExportTarget(String type, Map<String, String> attributes) {}
