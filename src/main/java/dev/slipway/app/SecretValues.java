package dev.slipway.app;

import dev.slipway.endpoint.Surroundings;
import dev.slipway.engine.BuildSecrets;
import dev.slipway.engine.MissingInputsException;
import dev.slipway.plan.BuildInputs;
import dev.slipway.plan.BuildInputs.SecretSource;
import dev.slipway.plan.ImagePlan;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Finds the values of build secrets, anew each time, and says beforehand what is not there.
 *
 * @param surroundings environment variables
 * @param servers      Maven's
 */
record SecretValues(Surroundings surroundings, ServerPasswords servers) implements BuildSecrets {

    private static final String AGENT = "SSH_AUTH_SOCK";

    @Override
    public byte[] value(SecretSource source) {
        return find(source).orElseThrow(() -> new MissingInputsException(List.of(missing("", source))));
    }

    private Optional<byte[]> find(SecretSource source) {
        if (source instanceof SecretSource.Environment environment) {
            return surroundings.variable(environment.variable()).map(SecretValues::bytes);
        }
        if (source instanceof SecretSource.Server server) {
            return servers.find(server.id()).map(SecretValues::bytes);
        }
        return bytes(((SecretSource.InFile) source).file());
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    private static Optional<byte[]> bytes(Path file) {
        try {
            return Optional.of(Files.readAllBytes(file));
        } catch (IOException e) {
            return Optional.empty();
        }
    }

    /**
     * Looks whether everything that images want to use is there.
     *
     * @throws MissingInputsException with all that is not
     */
    void check(List<ImagePlan> images) {
        List<MissingInputsException.Missing> missing = new ArrayList<>();
        for (ImagePlan image : images) {
            BuildInputs inputs = image.recipe().options().inputs();
            for (BuildInputs.Secret secret : inputs.secrets()) {
                if (find(secret.source()).isEmpty()) {
                    missing.add(missing(image.alias() + ": secret '" + secret.id() + "': ", secret.source()));
                }
            }
            inputs.agents().stream()
                    .map(agent -> missing(image.alias() + ": ssh '" + agent.id() + "': ", agent))
                    .flatMap(Optional::stream)
                    .forEach(missing::add);
        }
        if (!missing.isEmpty()) {
            throw new MissingInputsException(missing);
        }
    }

    private static MissingInputsException.Missing missing(String what, SecretSource source) {
        if (source instanceof SecretSource.Environment environment) {
            return new MissingInputsException.Missing(
                    what + "the environment variable " + environment.variable() + " is not set",
                    "Set it for Maven, or take the secret from a <file> or a <server>.");
        }
        if (source instanceof SecretSource.Server server) {
            return new MissingInputsException.Missing(
                    what + "settings.xml has no server '" + server.id() + "' with a password",
                    "Add <server><id>" + server.id() + "</id><password>…</password></server> to it.");
        }
        Path file = ((SecretSource.InFile) source).file();
        String whatHappened = Files.exists(file) ? file + " cannot be read" : "there is no file " + file;
        return new MissingInputsException.Missing(what + whatHappened, "Write its path relative to the module.");
    }

    private Optional<MissingInputsException.Missing> missing(String what, BuildInputs.SshAgent agent) {
        Optional<Path> socket =
                agent.socket().or(() -> surroundings.variable(AGENT).map(Path::of));
        if (socket.isEmpty()) {
            return Optional.of(new MissingInputsException.Missing(
                    what + AGENT + " is not set", "Start an agent (eval $(ssh-agent); ssh-add) before Maven."));
        }
        return socket.filter(path -> !Files.exists(path))
                .map(path -> new MissingInputsException.Missing(
                        what + "there is no agent at " + path,
                        "Start an agent (eval $(ssh-agent); ssh-add) before Maven."));
    }
}
