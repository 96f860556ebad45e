package dev.slipway.buildkit;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.slipway.buildkit.wire.control.CacheOptions;
import dev.slipway.buildkit.wire.control.CacheOptionsEntry;
import dev.slipway.buildkit.wire.control.Exporter;
import dev.slipway.buildkit.wire.control.SolveRequest;
import dev.slipway.engine.BuildRequest;
import dev.slipway.plan.Attestations;
import dev.slipway.plan.BuildInputs;
import dev.slipway.plan.BuildRecipe;
import dev.slipway.plan.CacheSettings;
import dev.slipway.plan.PullPolicy;
import dev.slipway.plan.RunSettings;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * Says a recipe in BuildKit's words.
 *
 * @see <a href="https://docs.docker.com/reference/dockerfile/">the Dockerfile frontend, {@code dockerfile.v0}</a>
 */
record SolveRequests(BuildRequest request) {

    private static final String FRONTEND = "dockerfile.v0";
    private static final String HOST_NETWORK = "host";

    /**
     * The request for one build.
     *
     * @param ref      by which the build is followed
     * @param session  where the daemon finds files and secrets
     * @param exporter where the result goes
     */
    SolveRequest toSolve(String ref, String session, ExportTarget exporter) {
        RunSettings run = request.recipe().options().run();
        SolveRequest.Builder solve = SolveRequest.newBuilder()
                .setRef(ref)
                .setSession(session)
                .setFrontend(FRONTEND)
                .putAllFrontendAttrs(attributes())
                .setCache(cache())
                // Daemons before BuildKit 0.13 read only these two, and export nothing where they are missing.
                .setExporterDeprecated(exporter.type())
                .putAllExporterAttrsDeprecated(exporter.attributes())
                .addExporters(Exporter.newBuilder().setType(exporter.type()).putAllAttrs(exporter.attributes()));
        if (run.network().filter(HOST_NETWORK::equals).isPresent()) {
            solve.addEntitlements("network.host");
        }
        return solve.build();
    }

    Map<String, String> attributes() {
        BuildRecipe recipe = request.recipe();
        Map<String, String> attributes = new TreeMap<>();
        attributes.put("filename", String.valueOf(recipe.dockerfile().getFileName()));
        recipe.target().ifPresent(target -> attributes.put("target", target));
        recipe.args().forEach((name, value) -> attributes.put("build-arg:" + name, value));
        recipe.labels().forEach((name, value) -> attributes.put("label:" + name, value));
        if (!recipe.platforms().isEmpty()) {
            attributes.put(
                    "platform",
                    recipe.platforms().stream().map(Object::toString).collect(Collectors.joining(",")));
        }
        if (recipe.options().noCache()) {
            attributes.put("no-cache", "");
        }
        attributes.put("image-resolve-mode", recipe.options().pullPolicy() == PullPolicy.ALWAYS ? "pull" : "local");
        run(recipe.options().run(), attributes);
        LayoutBases bases = new LayoutBases(request);
        attributes.putAll(bases.attributes());
        inputs(recipe.options().inputs(), bases, attributes);
        attestations(recipe.options().attestations(), attributes);
        List<CacheSettings.Entry> from = new LocalCaches(recipe.options().caches()).sources();
        if (!from.isEmpty()) {
            attributes.put("cache-imports", json(from));
        }
        return attributes;
    }

    private static void run(RunSettings run, Map<String, String> attributes) {
        run.network()
                .filter(network -> !network.equals("default"))
                .ifPresent(network -> attributes.put("force-network-mode", network));
        if (!run.hosts().isEmpty()) {
            attributes.put(
                    "add-hosts",
                    new TreeMap<>(run.hosts())
                            .entrySet().stream()
                                    .map(host -> host.getKey() + "=" + host.getValue())
                                    .collect(Collectors.joining(",")));
        }
        run.shmSize().ifPresent(bytes -> attributes.put("shm-size", String.valueOf(bytes)));
        if (!run.ulimits().isEmpty()) {
            attributes.put(
                    "ulimit", run.ulimits().stream().map(Object::toString).collect(Collectors.joining(",")));
        }
    }

    private static void inputs(BuildInputs inputs, LayoutBases bases, Map<String, String> attributes) {
        inputs.contexts()
                .forEach((name, context) -> attributes.put(
                        "context:" + name,
                        context.reference()
                                .map(image -> bases.source(image).orElse("docker-image://" + image))
                                .orElseGet(() -> "local:" + ContextNames.local(name))));
    }

    private static void attestations(Attestations attestations, Map<String, String> attributes) {
        attestations.provenance().ifPresent(mode -> attributes.put("attest:provenance", "mode=" + mode));
        attestations
                .sbom()
                .ifPresent(generator ->
                        attributes.put("attest:sbom", generator.isEmpty() ? "" : "generator=" + generator));
    }

    /** Imports go through the frontend: the solve request's own field gives no hits. */
    private static String json(List<CacheSettings.Entry> entries) {
        ArrayNode list = JsonNodeFactory.instance.arrayNode();
        for (CacheSettings.Entry entry : entries) {
            ObjectNode node = list.addObject().put("Type", entry.type());
            ObjectNode attributes = node.putObject("Attrs");
            entry.attributes().forEach(attributes::put);
        }
        return list.toString();
    }

    private CacheOptions cache() {
        CacheOptions.Builder options = CacheOptions.newBuilder();
        for (CacheSettings.Entry entry : request.recipe().options().caches().to()) {
            options.addExports(
                    CacheOptionsEntry.newBuilder().setType(entry.type()).putAllAttrs(entry.attributes()));
        }
        return options.build();
    }
}
