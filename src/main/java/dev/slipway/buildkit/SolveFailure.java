package dev.slipway.buildkit;

import dev.slipway.dockerfile.BaseImage;
import dev.slipway.dockerfile.Dockerfile;
import dev.slipway.dockerfile.Instruction;
import dev.slipway.engine.BuildFailedException;
import dev.slipway.engine.BuildRequest;
import dev.slipway.engine.EngineException;
import dev.slipway.image.ImageReference;
import dev.slipway.image.RegistryHost;
import io.grpc.Status;
import io.grpc.StatusRuntimeException;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Finds words for a build that BuildKit gave up.
 *
 * @param request the build
 * @param failure what BuildKit said
 * @param step    the step that failed, as far as BuildKit told of it
 */
record SolveFailure(BuildRequest request, StatusRuntimeException failure, Optional<FailedStep> step) {

    private static final Pattern EXIT_CODE = Pattern.compile("(?s).*\\bexit code: (\\d{1,5}).*");
    private static final Pattern PARSE_ERROR = Pattern.compile("(?is).*\\bparse error (?:on )?line (\\d{1,6}): (.*)");
    private static final Pattern BAD_BASE = Pattern.compile("failed to parse stage name \"(.+?)\": .*");
    /** What wraps the real reason, each with a colon behind it. */
    private static final Pattern WRAPPING = Pattern.compile(
            "^(?:failed to solve(?: with frontend [\\w.]+)?|failed to build LLB|failed to create LLB definition|"
                    + "rpc error: code = \\w+ desc =|dockerfile parse error (?:on )?line \\d+):? ");

    /** The containerd store of Docker names every image by its digest, which two builds may do at the same moment. */
    private static final Pattern SAME_IMAGE = Pattern.compile("image \"moby-dangling@sha256:\\w+\": already exists");

    private static final String CORRECT = "Correct the Dockerfile or the files that it uses, then build again.";
    private static final String LOOK = "Look whether the engine still runs and into its own log, then build again.";

    RuntimeException toException() {
        String message = words(failure);
        if (isConnectionLoss()) {
            return new EngineException(
                    "Cannot build " + request.alias(),
                    "the connection to BuildKit broke (" + message + ")",
                    LOOK,
                    failure);
        }
        if (SAME_IMAGE.matcher(message).find()) {
            return new SameImageException(request.alias(), message, failure);
        }
        if (message.contains("no space left on device")) {
            return new EngineException(
                    "Cannot build " + request.alias(),
                    message,
                    "Make room where the engine keeps its images (docker system df shows what is there).",
                    failure);
        }
        Matcher parseError = PARSE_ERROR.matcher(raw(failure));
        if (parseError.matches()) {
            return failed(place(Integer.parseInt(parseError.group(1))), clause(parseError.group(2)), List.of());
        }
        Matcher badBase = BAD_BASE.matcher(message);
        if (badBase.matches()) {
            return failed(placeOfBase(badBase.group(1)), message, List.of());
        }
        Optional<Integer> line = ErrorDetails.line(failure);
        Optional<BaseImage> base = step.flatMap(failed -> new StepPlace(failed.name(), request).base())
                .filter(found -> line.isEmpty() || line.get() == found.line());
        if (base.isPresent()) {
            return baseFailed(base.get(), message);
        }
        List<String> output = step.map(FailedStep::lastLines).orElse(List.of());
        Matcher exitCode = EXIT_CODE.matcher(message);
        return exitCode.matches()
                ? failed(place(), "the command ended with exit code " + exitCode.group(1), output)
                : failed(place(), withoutNoise(message), output);
    }

    private Optional<BuildFailedException.Place> place() {
        return ErrorDetails.line(failure)
                .or(() -> step.flatMap(failed -> new StepPlace(failed.name(), request).instruction())
                        .map(Instruction::firstLine))
                .flatMap(this::place);
    }

    private RuntimeException baseFailed(BaseImage base, String message) {
        RegistryHost host = ImageReference.registryOf(base.reference());
        String remedy = request.keychain()
                .find(host, "")
                .map(credential -> "Check its name and tag, the network, and the login to " + host + " from "
                        + credential.source() + ".")
                .orElse("Check its name and tag, the network, and whether its registry wants a login.");
        String prefix = base.reference() + ": ";
        String reason = message.startsWith(prefix) ? message.substring(prefix.length()) : message;
        return new BuildFailedException(
                request.alias(),
                place(base.line()),
                "the base image '" + base.reference() + "' cannot be pulled: " + reason,
                List.of(),
                remedy);
    }

    /** References of snapshots mean nothing to anybody. */
    private static String withoutNoise(String message) {
        return message.replaceAll("failed to (?:compute cache key|calculate checksum of ref \\S+): ", "")
                .replaceAll(": not found: not found$", ": not found");
    }

    private Optional<BuildFailedException.Place> placeOfBase(String reference) {
        return place().or(() ->
                request
                        .dockerfile()
                        .externalBases(
                                request.recipe().target(), request.recipe().args())
                        .stream()
                        .filter(base -> base.reference().equals(reference))
                        .findFirst()
                        .flatMap(base -> place(base.line())));
    }

    private boolean isConnectionLoss() {
        Status.Code code = failure.getStatus().getCode();
        return code == Status.Code.UNAVAILABLE || code == Status.Code.CANCELLED;
    }

    private BuildFailedException failed(
            Optional<BuildFailedException.Place> place, String whatHappened, List<String> lines) {
        return new BuildFailedException(request.alias(), place, whatHappened, lines, CORRECT);
    }

    private Optional<BuildFailedException.Place> place(int line) {
        Dockerfile dockerfile = request.dockerfile();
        String file = String.valueOf(request.recipe().dockerfile().getFileName());
        return Optional.of(new BuildFailedException.Place(file, line, dockerfile.sourceLine(line)));
    }

    /** What the daemon said, without what is wrapped around it, as a clause. */
    static String words(StatusRuntimeException failure) {
        String message = raw(failure);
        Matcher wrapping = WRAPPING.matcher(message);
        while (wrapping.find()) {
            message = message.substring(wrapping.end());
            wrapping = WRAPPING.matcher(message);
        }
        return clause(message);
    }

    private static String raw(StatusRuntimeException failure) {
        Status status = failure.getStatus();
        String description = status.getDescription() == null ? "" : status.getDescription();
        Throwable cause = status.getCause();
        String reason = cause == null || cause.getMessage() == null ? "" : cause.getMessage();
        if (description.isBlank()) {
            return reason.isBlank() ? status.getCode().toString() : reason;
        }
        return status.getCode() == Status.Code.UNAVAILABLE && !reason.isBlank()
                ? description + ": " + reason
                : description;
    }

    private static String clause(String message) {
        return message.strip().replaceAll("\\s*\\R\\s*", " ").replaceAll("\\s*\\.$", "");
    }
}
