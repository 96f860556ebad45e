package dev.slipway.docker;

import dev.slipway.registry.Credential;
import java.util.Optional;

/** What to do about a push that failed for good. */
final class PushRemedies {

    private final Optional<Credential> credential;

    /** @param credential what was shown to the registry */
    PushRemedies(Optional<Credential> credential) {
        this.credential = credential;
    }

    String remedyFor(PushFault fault) {
        return switch (fault) {
            case EXPIRED_LOGIN -> "Push again; if the login comes from docker login, log in anew first.";
            case REFUSED_LOGIN -> login();
            case KEPT_TAG -> "Use another version, or make the repository's tags mutable.";
            case MISSING_REPOSITORY -> "Create the repository, or let <createRepositories> do it on ECR.";
            case DENIED ->
                credential.isEmpty()
                        ? login()
                        : "Check that the login from " + source() + " may push to this repository.";
            case FULL_REGISTRY -> "Make room in the registry, then push again.";
            case THROTTLED -> "Wait a while and push again.";
            case STALLED -> "Look at the network and at the engine, or raise <timeout> in <push>.";
            default -> "Look at the registry's state and try again.";
        };
    }

    private String login() {
        return credential.isPresent()
                ? "Check user name and password of " + source() + "."
                : "Log in with docker login, or add the registry as a <server> to settings.xml.";
    }

    private String source() {
        return credential.map(Credential::source).orElse("");
    }
}
