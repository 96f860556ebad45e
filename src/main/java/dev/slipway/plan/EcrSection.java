package dev.slipway.plan;

import dev.slipway.image.InvalidValueException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Reads {@code <ecr>}. */
final class EcrSection {

    private static final Pattern ACCOUNT = Pattern.compile("\\d{12}");

    private final Settings.Ecr ecr;
    private final Path baseDirectory;
    private final Problems problems;

    EcrSection(Settings.Ecr ecr, Path baseDirectory, Problems problems) {
        this.ecr = ecr;
        this.baseDirectory = baseDirectory;
        this.problems = problems;
    }

    EcrSettings read() {
        boolean creates = ecr.createRepositories() == null || ecr.createRepositories();
        boolean scans = ecr.scanOnPush() == null || ecr.scanOnPush();
        return new EcrSettings(
                accountId(),
                creates,
                new EcrSettings.RepositoryTemplate(scans, encryption(), ecr.kmsKey(), immutable(), lifecyclePolicy()));
    }

    private @Nullable String accountId() {
        String account = ecr.accountId();
        if (account != null && !ACCOUNT.matcher(account).matches()) {
            problems.add(
                    "<ecr><accountId>",
                    "'" + account + "' is not an AWS account",
                    "Write the twelve digits, with leading zeros, or leave it out to use the caller's account.");
        }
        return account;
    }

    private EcrSettings.Encryption encryption() {
        String text = Objects.requireNonNullElse(ecr.encryption(), ecr.kmsKey() == null ? "AES256" : "KMS");
        Optional<EcrSettings.Encryption> encryption = problems.value(
                "<ecr><encryption>", () -> keyword(EcrSettings.Encryption.class, text, "encryption", "AES256 or KMS"));
        if (ecr.kmsKey() != null && encryption.equals(Optional.of(EcrSettings.Encryption.AES256))) {
            problems.add(
                    "<ecr><kmsKey>",
                    "a key is named, but the encryption is " + text,
                    "Set <encryption>KMS</encryption>.");
        }
        return encryption.orElse(EcrSettings.Encryption.AES256);
    }

    private enum Mutability {
        MUTABLE,
        IMMUTABLE
    }

    private boolean immutable() {
        String text = Objects.requireNonNullElse(ecr.tagMutability(), "MUTABLE");
        return problems.value(
                                "<ecr><tagMutability>",
                                () -> keyword(Mutability.class, text, "tag mutability", "MUTABLE or IMMUTABLE"))
                        .orElse(Mutability.MUTABLE)
                == Mutability.IMMUTABLE;
    }

    private static <E extends Enum<E>> E keyword(Class<E> type, String text, String what, String words) {
        return Stream.of(type.getEnumConstants())
                .filter(value -> value.name().equals(text.toUpperCase(Locale.ROOT)))
                .findFirst()
                .orElseThrow(
                        () -> new InvalidValueException("'" + text + "' is not a known " + what, "Use " + words + "."));
    }

    private @Nullable String lifecyclePolicy() {
        Settings.Lifecycle lifecycle = ecr.lifecycle();
        long ways = Stream.of(lifecycle.expireAfterDays(), lifecycle.keepLast(), lifecycle.policyFile())
                .filter(Objects::nonNull)
                .count();
        if (ways > 1) {
            problems.add(
                    "<ecr>",
                    "more than one of <expireAfterDays>, <keepLast> and <lifecyclePolicy> is set",
                    "Keep one of them; a <lifecyclePolicy> file can hold any rules that ECR knows.");
            return null;
        }
        if (lifecycle.expireAfterDays() != null) {
            String days = lifecycle.expireAfterDays();
            return policy("expireAfterDays", () -> LifecyclePolicies.expireAfterDays(number(days)));
        }
        if (lifecycle.keepLast() != null) {
            String count = lifecycle.keepLast();
            return policy("keepLast", () -> LifecyclePolicies.keepLast(number(count)));
        }
        return lifecycle.policyFile() == null ? null : policyFile(lifecycle.policyFile());
    }

    private static int number(String text) {
        if (!text.matches("\\d{1,9}")) {
            throw new InvalidValueException("'" + text + "' is not a whole number", "Write one such as 30.");
        }
        return Integer.parseInt(text);
    }

    private @Nullable String policy(String element, Supplier<String> maker) {
        return problems.value("<ecr><" + element + ">", maker).orElse(null);
    }

    private @Nullable String policyFile(String name) {
        Path file = baseDirectory.resolve(name);
        try {
            String policy = Files.readString(file);
            LifecyclePolicies.check(policy);
            return policy;
        } catch (IOException e) {
            problems.add(
                    "<ecr><lifecyclePolicy>",
                    "the file " + file + " cannot be read",
                    "Write the path of a readable file.");
        } catch (InvalidValueException e) {
            problems.add(
                    "<ecr><lifecyclePolicy>",
                    "the file " + file + " is not a lifecycle policy: " + e.getMessage(),
                    e.remedy());
        }
        return null;
    }
}
