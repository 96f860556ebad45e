package dev.slipway.plan;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.slipway.image.InvalidValueException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Reads the policies that {@code <ecr>} names files for. */
final class PolicyFiles {

    private static final ObjectMapper JSON = new ObjectMapper().enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS);
    private static final String REMEDY = "Write a policy with a Statement, as ECR's console shows it.";

    private final Path baseDirectory;
    private final Problems problems;

    /** @param baseDirectory what relative paths start at */
    PolicyFiles(Path baseDirectory, Problems problems) {
        this.baseDirectory = baseDirectory;
        this.problems = problems;
    }

    /** A policy that says when images expire; null with a problem noted where it is none. */
    @Nullable String lifecyclePolicy(String name) {
        return read("<ecr><lifecyclePolicy>", name, "a lifecycle policy", LifecyclePolicies::check);
    }

    /** A policy that says who may do what with a repository; null with a problem noted where it is none. */
    @Nullable String repositoryPolicy(String name) {
        return read("<ecr><repositoryPolicy>", name, "a repository policy", PolicyFiles::checkRepositoryPolicy);
    }

    private @Nullable String read(String place, String name, String what, Consumer<String> check) {
        Path file = baseDirectory.resolve(name);
        try {
            String policy = Files.readString(file);
            check.accept(policy);
            return policy;
        } catch (IOException e) {
            problems.add(place, "the file " + file + " cannot be read", "Write the path of a readable file.");
        } catch (InvalidValueException e) {
            problems.add(place, "the file " + file + " is not " + what + ": " + e.getMessage(), e.remedy());
        }
        return null;
    }

    /**
     * What a text says as JSON.
     *
     * @throws InvalidValueException if it is no JSON
     */
    static JsonNode parse(String policy, String remedy) {
        try {
            return JSON.readTree(policy);
        } catch (JsonProcessingException e) {
            throw new InvalidValueException("it is not JSON (" + e.getOriginalMessage() + ")", remedy);
        }
    }

    /** ECR itself has the last word on what the statements say. */
    private static void checkRepositoryPolicy(String policy) {
        JsonNode said = parse(policy, REMEDY).path("Statement");
        if (said.isMissingNode() || said.isEmpty()) {
            throw new InvalidValueException("it has no Statement", REMEDY);
        }
        int number = 0;
        for (JsonNode statement : said.isArray() ? said : JSON.createArrayNode().add(said)) {
            number++;
            Optional<String> missing = missing(statement);
            if (missing.isPresent()) {
                throw new InvalidValueException("its statement " + number + " has no " + missing.get(), REMEDY);
            }
        }
    }

    private static Optional<String> missing(JsonNode statement) {
        return Stream.of("Effect", "Principal", "Action")
                .filter(field -> !statement.has(field) && !statement.has("Not" + field))
                .findFirst();
    }
}
