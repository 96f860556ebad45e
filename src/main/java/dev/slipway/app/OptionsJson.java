package dev.slipway.app;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.slipway.plan.BuildInputs;
import dev.slipway.plan.BuildRecipe;
import dev.slipway.plan.RunSettings;
import java.util.TreeMap;

/**
 * The part of a plan for tools that says how the engine goes about a build. Of secrets it says where they are.
 *
 * @param options what to describe
 */
record OptionsJson(BuildRecipe.Options options) {

    void describe(ObjectNode node) {
        node.put("pullPolicy", PlanJson.lower(options.pullPolicy()));
        node.put("timeout", options.timeout().toString());
        node.put("noCache", options.noCache());
        node.put("skipUnchanged", options.rebuild().skipsUnchanged());
        PlanJson.addAll(node.putArray("rebuildOn"), options.rebuild().on());
        run(node.putObject("run"));
        inputs(node.putObject("inputs"));
        ObjectNode caches = node.putObject("caches");
        PlanJson.addAll(
                caches.putArray("from"),
                options.caches().from().stream().map(PlanWords::of).toList());
        PlanJson.addAll(
                caches.putArray("to"),
                options.caches().to().stream().map(PlanWords::of).toList());
        ObjectNode attestations = node.putObject("attestations");
        options.attestations().provenance().ifPresent(mode -> attestations.put("provenance", mode));
        options.attestations().sbom().ifPresent(generator -> attestations.put("sbom", generator));
    }

    private void run(ObjectNode node) {
        RunSettings run = options.run();
        run.network().ifPresent(network -> node.put("network", network));
        ObjectNode hosts = node.putObject("hosts");
        new TreeMap<>(run.hosts()).forEach(hosts::put);
        run.shmSize().ifPresent(bytes -> node.put("shmSize", bytes));
        PlanJson.addAll(node.putArray("ulimits"), run.ulimits());
    }

    private void inputs(ObjectNode node) {
        ArrayNode secrets = node.putArray("secrets");
        options.inputs()
                .secrets()
                .forEach(secret -> source(secrets.addObject().put("id", secret.id()), secret.source()));
        ArrayNode agents = node.putArray("ssh");
        options.inputs().agents().forEach(agent -> {
            ObjectNode one = agents.addObject().put("id", agent.id());
            agent.socket().ifPresent(socket -> one.put("socket", socket.toString()));
        });
        ObjectNode contexts = node.putObject("contexts");
        options.inputs().contexts().forEach((name, context) -> context(contexts.putObject(name), context));
    }

    private static void source(ObjectNode node, BuildInputs.SecretSource source) {
        if (source instanceof BuildInputs.SecretSource.Environment environment) {
            node.put("env", environment.variable());
        } else if (source instanceof BuildInputs.SecretSource.Server server) {
            node.put("server", server.id());
        } else {
            node.put("file", ((BuildInputs.SecretSource.InFile) source).file().toString());
        }
    }

    private static void context(ObjectNode node, BuildInputs.NamedContext context) {
        if (context instanceof BuildInputs.NamedContext.Folder folder) {
            node.put("folder", folder.directory().toString());
        } else if (context instanceof BuildInputs.NamedContext.OfModule image) {
            node.put("alias", image.alias());
        }
        context.reference().ifPresent(reference -> node.put("reference", reference));
    }
}
