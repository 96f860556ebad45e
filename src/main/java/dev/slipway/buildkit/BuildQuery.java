package dev.slipway.buildkit;

import com.fasterxml.jackson.core.JacksonException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.slipway.buildkit.wire.control.CacheOptionsEntry;
import dev.slipway.buildkit.wire.control.Exporter;
import dev.slipway.buildkit.wire.control.SolveRequest;
import io.grpc.Status;
import io.grpc.StatusRuntimeException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Says a request to BuildKit in the words of {@code POST /build}. What these cannot say is refused, never left out. */
final class BuildQuery {

    private static final JsonNodeFactory NODES = JsonNodeFactory.instance;
    private static final String BUILD_ARGUMENT = "build-arg:";
    private static final String LABEL = "label:";

    private final SolveRequest request;
    private final List<String> query = new ArrayList<>();
    private final ObjectNode arguments = NODES.objectNode();
    private final ObjectNode labels = NODES.objectNode();

    BuildQuery(SolveRequest request) {
        this.request = request;
    }

    /**
     * The query, encoded.
     *
     * @throws StatusRuntimeException UNIMPLEMENTED, if the request wants what the call cannot say
     */
    String text() {
        query.clear();
        put("version", "2");
        put("remote", "client-session");
        put("session", request.getSession());
        put("buildid", request.getRef());
        new TreeMap<>(request.getFrontendAttrsMap()).forEach(this::attribute);
        request.getCache().getExportsList().forEach(this::cacheExport);
        exporter();
        if (!arguments.isEmpty()) {
            put("buildargs", arguments.toString());
        }
        if (!labels.isEmpty()) {
            put("labels", labels.toString());
        }
        return String.join("&", query);
    }

    private void attribute(String name, String value) {
        switch (name) {
            case "filename" -> put("dockerfile", value);
            case "target" -> put("target", value);
            case "platform" -> platform(value);
            case "no-cache" -> noCache(value);
            case "image-resolve-mode" -> {
                if (value.equals("pull")) {
                    put("pull", "1");
                }
            }
            case "force-network-mode" -> put("networkmode", value);
            case "add-hosts" -> list(value).forEach(host -> put("extrahosts", host.replaceFirst("=", ":")));
            case "shm-size" -> put("shmsize", value);
            case "ulimit" -> put("ulimits", ulimits(value).toString());
            case "cache-from" -> put("cachefrom", strings(list(value)).toString());
            case "cache-imports" -> put("cachefrom", strings(references(value)).toString());
            default -> argumentOrLabel(name, value);
        }
    }

    private void argumentOrLabel(String name, String value) {
        if (name.startsWith(BUILD_ARGUMENT)) {
            arguments.put(name.substring(BUILD_ARGUMENT.length()), value);
        } else if (name.startsWith(LABEL)) {
            labels.put(name.substring(LABEL.length()), value);
        } else {
            throw unknown("'" + name + "'");
        }
    }

    private void platform(String value) {
        if (value.contains(",")) {
            throw unknown("more than one platform");
        }
        put("platform", value);
    }

    private void noCache(String stages) {
        if (!stages.isEmpty()) {
            throw unknown("'no-cache' for single stages");
        }
        put("nocache", "1");
    }

    private void cacheExport(CacheOptionsEntry entry) {
        if (!entry.getType().equals("inline")) {
            throw unknown("a cache of type " + entry.getType());
        }
        arguments.put("BUILDKIT_INLINE_CACHE", "1");
    }

    /** The daemon's own store, unless something else is said. */
    private void exporter() {
        List<Exporter> exporters = request.getExportersList();
        if (exporters.size() > 1) {
            throw unknown("more than one result");
        }
        for (Exporter exporter : exporters) {
            Map<String, String> attributes = new TreeMap<>(exporter.getAttrsMap());
            if (exporter.getType().equals("moby")) {
                String names = attributes.remove("name");
                list(names == null ? "" : names).forEach(name -> put("t", name));
            }
            if (!exporter.getType().equals("moby") || !attributes.isEmpty()) {
                ArrayNode outputs = NODES.arrayNode();
                ObjectNode output = outputs.addObject().put("Type", exporter.getType());
                attributes.forEach(output.putObject("Attrs")::put);
                put("outputs", outputs.toString());
            }
        }
    }

    private static ArrayNode ulimits(String value) {
        ArrayNode limits = NODES.arrayNode();
        for (String limit : list(value)) {
            String[] parts = limit.split("[=:]", 3);
            if (parts.length < 2 || !parts[1].matches("-?[0-9]+")) {
                throw unknown("the limit '" + limit + "'");
            }
            limits.addObject()
                    .put("Name", parts[0])
                    .put("Soft", Long.parseLong(parts[1]))
                    .put("Hard", Long.parseLong(parts[parts.length - 1]));
        }
        return limits;
    }

    private static List<String> references(String imports) {
        List<String> references = new ArrayList<>();
        try {
            for (JsonNode entry : new ObjectMapper().readTree(imports)) {
                if (!entry.path("Type").asText().equals("registry")) {
                    throw unknown("a cache of type " + entry.path("Type").asText());
                }
                references.add(entry.path("Attrs").path("ref").asText());
            }
        } catch (JacksonException e) {
            throw new IllegalArgumentException("cache-imports is not JSON", e);
        }
        return references;
    }

    private static ArrayNode strings(List<String> values) {
        ArrayNode array = NODES.arrayNode();
        values.forEach(array::add);
        return array;
    }

    private static List<String> list(String value) {
        return value.isEmpty() ? List.of() : List.of(value.split(",", -1));
    }

    private void put(String name, String value) {
        query.add(name + "=" + URLEncoder.encode(value, StandardCharsets.UTF_8));
    }

    private static StatusRuntimeException unknown(String what) {
        return Status.UNIMPLEMENTED
                .withDescription("this engine builds by POST /build only, which does not know " + what)
                .asRuntimeException();
    }
}
