package dev.slipway.app;

import dev.slipway.failure.Redactor;
import dev.slipway.plan.BuildInputs;
import dev.slipway.plan.CacheSettings;
import dev.slipway.plan.EcrSettings;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;
import java.util.stream.Collectors;

/** The words of a plan for what has several forms. None of them holds a secret. */
final class PlanWords {

    private PlanWords() {}

    /** Where a secret is. */
    static String of(BuildInputs.SecretSource source) {
        if (source instanceof BuildInputs.SecretSource.Environment environment) {
            return "the environment variable " + environment.variable();
        }
        return source instanceof BuildInputs.SecretSource.Server server
                ? "the server '" + server.id() + "' of settings.xml"
                : ((BuildInputs.SecretSource.InFile) source).file().toString();
    }

    /** What a further context is. */
    static String of(BuildInputs.NamedContext context) {
        if (context instanceof BuildInputs.NamedContext.Folder folder) {
            return folder.directory().toString();
        }
        return context instanceof BuildInputs.NamedContext.OfModule image
                ? "the image '" + image.alias() + "' of this module"
                : "the image " + context.reference().orElseThrow();
    }

    /** How a repository is made. */
    static String of(EcrSettings.RepositoryTemplate template) {
        List<String> words = new ArrayList<>();
        words.add(template.encryption().name());
        if (template.scanOnPush()) {
            words.add("scan on push");
        }
        String exclusions = String.join(" ", template.mutability().exclusions());
        if (template.mutability().immutable()) {
            words.add(exclusions.isEmpty() ? "immutable tags" : "immutable tags except " + exclusions);
        } else if (!exclusions.isEmpty()) {
            words.add("immutable tags " + exclusions);
        }
        if (template.lifecyclePolicy() != null) {
            words.add("lifecycle policy");
        }
        if (!template.tags().isEmpty()) {
            words.add("tags " + String.join(" ", new TreeSet<>(template.tags().keySet())));
        }
        if (template.policy() != null) {
            words.add("repository policy");
        }
        return String.join(", ", words);
    }

    /** A cache as people write it. Each attribute is redacted on its own: some kinds of caches take keys and tokens. */
    static String of(CacheSettings.Entry cache) {
        return "type=" + cache.type()
                + cache.attributes().entrySet().stream()
                        .map(entry -> "," + Redactor.redact(entry.getKey() + "=" + entry.getValue()))
                        .collect(Collectors.joining());
    }
}
