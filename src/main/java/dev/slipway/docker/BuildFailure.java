package dev.slipway.docker;

import dev.slipway.dockerfile.BaseImage;
import dev.slipway.dockerfile.BuildSettings;
import dev.slipway.dockerfile.Builder;
import dev.slipway.dockerfile.Dockerfile;
import dev.slipway.dockerfile.Instruction;
import dev.slipway.engine.BuildFailedException;
import dev.slipway.engine.BuildRequest;
import dev.slipway.engine.EngineException;
import dev.slipway.image.ImageReference;
import dev.slipway.image.RegistryHost;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Finds words for a build that ended without an image. */
final class BuildFailure {

    private static final Pattern PARSE_ERROR = Pattern.compile("(?is).*\\bparse error (?:on )?line (\\d{1,6}): (.*)");
    private static final String CORRECT = "Correct the Dockerfile or the files that it uses, then build again.";

    private final BuildRequest request;
    private final BuildOutput output;

    BuildFailure(BuildRequest request, BuildOutput output) {
        this.request = request;
        this.output = output;
    }

    RuntimeException toException(DaemonConnection connection) {
        Optional<BuildOutput.Failure> said = output.failure();
        if (said.isPresent()) {
            return refused(
                    DockerFailures.clause(said.get().message()), said.get().code());
        }
        Throwable error = output.error().orElse(null);
        if (error == null) {
            return engineFailed(
                    "the engine ended its answer without naming an image",
                    "Look into the engine's own log, then build again.");
        }
        if (DockerFailures.isConnectionLoss(error)) {
            return connection.broken("Cannot build " + request.alias(), error);
        }
        String message = DockerFailures.rootMessage(error);
        return output.step().isEmpty() && DockerFailures.isOfTheEngine(error)
                ? engineFailed(message, "Look into the engine's own log, then build again.")
                : refused(message, 0);
    }

    private RuntimeException refused(String message, int code) {
        if (code == 0 && message.contains("no space left on device")) {
            return engineFailed(
                    message, "Make room where the engine keeps its images (docker system df shows what is there).");
        }
        Matcher parseError = PARSE_ERROR.matcher(message);
        if (parseError.matches()) {
            Optional<BuildFailedException.Place> place = Optional.of(place(Integer.parseInt(parseError.group(1))));
            return failed(place, parseError.group(2), List.of(), CORRECT);
        }
        Optional<Instruction> instruction = output.step().flatMap(this::instruction);
        Optional<BuildFailedException.Place> place = instruction.map(found -> place(found.firstLine()));
        if (code != 0) {
            return failed(place, "the command ended with exit code " + code, output.lastLines(), CORRECT);
        }
        return instruction
                .flatMap(found -> baseThatFailed(found, message))
                .map(base -> failed(
                        place,
                        "the base image '" + base.reference() + "' cannot be pulled: " + message,
                        List.of(),
                        remedyFor(base)))
                .orElseGet(() -> failed(place, message, List.of(), CORRECT));
    }

    /** The image of a step that failed before it did anything with the image. */
    private Optional<BaseImage> baseThatFailed(Instruction instruction, String message) {
        boolean isFrom = instruction.is("FROM") && !output.isInTrigger();
        if (!isFrom && !message.startsWith("invalid from flag value")) {
            return Optional.empty();
        }
        return request
                .dockerfile()
                .externalBases(BuildSettings.of(
                                request.recipe().target(), request.recipe().args())
                        .with(Builder.CLASSIC))
                .stream()
                .filter(base -> base.usedBy().equals(instruction))
                .findFirst();
    }

    private String remedyFor(BaseImage base) {
        RegistryHost host = ImageReference.registryOf(base.reference());
        return request.keychain()
                .find(host, "")
                .map(credential -> "Check its name and tag, the network, and the login to " + host + " from "
                        + credential.source() + ".")
                .orElse("Check its name and tag, the network, and whether its registry wants a login.");
    }

    private EngineException engineFailed(String whatHappened, String remedy) {
        return new EngineException("Cannot build " + request.alias(), whatHappened, remedy, null);
    }

    private BuildFailedException failed(
            Optional<BuildFailedException.Place> place, String whatHappened, List<String> lines, String remedy) {
        return new BuildFailedException(request.alias(), place, whatHappened, lines, remedy);
    }

    private Optional<Instruction> instruction(BuildStep step) {
        Dockerfile dockerfile = request.dockerfile();
        return step.stage() == 0
                ? dockerfile.step(step.number(), request.recipe().target())
                : dockerfile.stepOfStage(step.stage(), step.number());
    }

    private BuildFailedException.Place place(int line) {
        String file = String.valueOf(request.recipe().dockerfile().getFileName());
        return new BuildFailedException.Place(file, line, request.dockerfile().sourceLine(line));
    }
}
