package dev.slipway.plan;

import dev.slipway.image.InvalidValueException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Reads what commands find around them: {@code <network>}, {@code <addHosts>}, {@code <shmSize>}, {@code <ulimits>}. */
final class RunSection {

    private static final Pattern SIZE = Pattern.compile("(\\d{1,15})([bkmg]?)b?");
    private static final Pattern ULIMIT = Pattern.compile("([a-z]+)=(-1|\\d{1,18})(?::(-1|\\d{1,18}))?");
    private static final Pattern HOST = Pattern.compile("([^:=\\s]+)[:=](\\S+)");
    private static final int KILO = 1024;

    private final LayeredImage image;
    private final Problems problems;

    RunSection(LayeredImage image, Problems problems) {
        this.image = image;
        this.problems = problems;
    }

    RunSettings read() {
        Settings.Options options = image.build().options();
        Settings.Features features = options.features();
        return new RunSettings(
                Optional.ofNullable(options.network()),
                hosts(features),
                shmSize(features.shmSize()),
                ulimits(features));
    }

    private Map<String, String> hosts(Settings.Features features) {
        Map<String, String> hosts = new TreeMap<>();
        String place = place("<addHosts>", Settings.Features::addHosts);
        for (String entry : orEmpty(features.addHosts())) {
            Matcher matcher = HOST.matcher(entry);
            if (matcher.matches()) {
                hosts.put(matcher.group(1), matcher.group(2).replaceAll("^\\[(.*)]$", "$1"));
            } else {
                problems.add(
                        place,
                        "'" + entry + "' is not a host with its address",
                        "Write one such as db.internal:10.0.0.7, or me:host-gateway for this machine.");
            }
        }
        return hosts;
    }

    private Optional<Long> shmSize(@Nullable String text) {
        if (text == null) {
            return Optional.empty();
        }
        return problems.value(place("<shmSize>", Settings.Features::shmSize), () -> bytes(text));
    }

    private static long bytes(String text) {
        Matcher matcher = SIZE.matcher(text.toLowerCase(Locale.ROOT));
        if (!matcher.matches()) {
            throw new InvalidValueException(
                    "'" + text + "' is not a size", "Write one such as 64m, 1g or 67108864 (bytes).");
        }
        long factor = switch (matcher.group(2)) {
            case "k" -> KILO;
            case "m" -> KILO * KILO;
            case "g" -> KILO * KILO * KILO;
            default -> 1;
        };
        return Long.parseLong(matcher.group(1)) * factor;
    }

    private List<RunSettings.Ulimit> ulimits(Settings.Features features) {
        List<RunSettings.Ulimit> ulimits = new ArrayList<>();
        String place = place("<ulimits>", Settings.Features::ulimits);
        for (String entry : orEmpty(features.ulimits())) {
            Matcher matcher = ULIMIT.matcher(entry);
            if (matcher.matches()) {
                long soft = Long.parseLong(matcher.group(2));
                long hard = matcher.group(3) == null ? soft : Long.parseLong(matcher.group(3));
                ulimits.add(new RunSettings.Ulimit(matcher.group(1), soft, hard));
            } else {
                problems.add(
                        place, "'" + entry + "' is not a limit", "Write one such as nofile=1024 or nofile=1024:2048.");
            }
        }
        return ulimits;
    }

    private String place(String element, Function<Settings.Features, @Nullable Object> said) {
        return image.placeOf(
                element, layer -> said.apply(layer.build().options().features()));
    }

    private static List<String> orEmpty(@Nullable List<String> list) {
        return list == null ? List.of() : list;
    }
}
