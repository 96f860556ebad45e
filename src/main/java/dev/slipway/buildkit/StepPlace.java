package dev.slipway.buildkit;

import dev.slipway.dockerfile.BaseImage;
import dev.slipway.dockerfile.BuildSettings;
import dev.slipway.dockerfile.Dockerfile;
import dev.slipway.dockerfile.Instruction;
import dev.slipway.dockerfile.Stage;
import dev.slipway.engine.BuildRequest;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Where in a Dockerfile a step belongs, by the name that BuildKit gives it: {@code [builder 3/5] RUN make}, or
 * {@code [internal] load metadata for docker.io/library/node:22}.
 *
 * @param name    the step's
 * @param request the build
 */
record StepPlace(String name, BuildRequest request) {

    private static final Pattern OF_A_STAGE =
            Pattern.compile("\\[(?:(.+) )?(\\d{1,6})/\\d{1,6}] ([A-Z]+)\\b.*", Pattern.DOTALL);
    private static final Pattern BY_NUMBER = Pattern.compile("stage-(\\d{1,6})");
    private static final Pattern METADATA = Pattern.compile("\\[internal] load metadata for (\\S+)");
    /** What BuildKit counts; all else has no step. */
    private static final Set<String> COUNTED = Set.of("RUN", "COPY", "ADD", "WORKDIR");

    /** The instruction that the step carries out. */
    Optional<Instruction> instruction() {
        Matcher matcher = OF_A_STAGE.matcher(name);
        if (!matcher.matches()) {
            return Optional.empty();
        }
        int number = Integer.parseInt(matcher.group(2));
        String keyword = matcher.group(3);
        return stage(matcher.group(1))
                .flatMap(stage -> number == 1
                        ? Optional.of(stage.from())
                        : stage.instructions().stream()
                                .filter(instruction -> COUNTED.contains(instruction.keyword()))
                                .skip(number - 2L)
                                .findFirst())
                .filter(instruction -> instruction.is(keyword));
    }

    /** A Dockerfile of one stage has none in its steps' names, nor has one stage that is built alone. */
    private Optional<Stage> stage(@Nullable String stageName) {
        Dockerfile dockerfile = request.dockerfile();
        List<Stage> stages = dockerfile.stages();
        if (stageName == null) {
            List<Stage> needed = dockerfile.neededStages(
                    BuildSettings.of(request.recipe().target(), request.recipe().args()));
            return needed.size() == 1
                    ? Optional.of(needed.get(0))
                    : stages.stream().reduce((first, last) -> last);
        }
        // A platform may stand before the stage: [linux/arm64 builder 3/5].
        String bare = stageName.substring(stageName.lastIndexOf(' ') + 1);
        Matcher byNumber = BY_NUMBER.matcher(bare);
        return stages.stream()
                .filter(stage -> stage.isNamed(bare)
                        || (byNumber.matches() && stage.index() == Integer.parseInt(byNumber.group(1))))
                .findFirst();
    }

    /** The base image that could not be found or pulled. */
    Optional<BaseImage> base() {
        List<BaseImage> bases = request.dockerfile()
                .externalBases(request.recipe().target(), request.recipe().args());
        Matcher metadata = METADATA.matcher(name);
        if (metadata.matches()) {
            return bases.stream()
                    .filter(base -> ("/" + metadata.group(1)).endsWith("/" + tagged(base.reference())))
                    .findFirst();
        }
        Optional<Instruction> instruction = instruction();
        return bases.stream()
                .filter(base -> base.usedBy().is("FROM")
                        && instruction.filter(base.usedBy()::equals).isPresent())
                .findFirst();
    }

    private static String tagged(String reference) {
        boolean isTagged = reference.indexOf(':', reference.lastIndexOf('/') + 1) >= 0 || reference.contains("@");
        return isTagged ? reference : reference + ":latest";
    }
}
