package dev.slipway.app;

import dev.slipway.failure.Redactor;
import dev.slipway.plan.BuildInputs;
import dev.slipway.plan.CacheSettings;
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

    /** A cache as people write it. Each attribute is redacted on its own: some kinds of caches take keys and tokens. */
    static String of(CacheSettings.Entry cache) {
        return "type=" + cache.type()
                + cache.attributes().entrySet().stream()
                        .map(entry -> "," + Redactor.redact(entry.getKey() + "=" + entry.getValue()))
                        .collect(Collectors.joining());
    }
}
