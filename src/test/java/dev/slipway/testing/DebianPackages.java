package dev.slipway.testing;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Installs packages on Debian and its relatives, without starting the services that they bring. */
final class DebianPackages {
    private static final Path OS_RELEASE = Path.of("/etc/os-release");
    private static final Path SERVICE_POLICY = Path.of("/usr/sbin/policy-rc.d");

    private final Path log;

    DebianPackages(Path log) {
        this.log = log;
    }

    /** Whether packages can be installed here: a relative of Debian, and we are root. */
    boolean isInstallable() throws IOException {
        return isDebian() && "root".equals(System.getProperty("user.name"));
    }

    /** Installs {@code packages} with what they depend on; the package lists are brought up to date first. */
    void install(List<String> packages) throws IOException, InterruptedException {
        LocalEngine.say("Installing " + String.join(", ", packages) + " (apt-get, log in " + log + ").");
        Files.createDirectories(log.getParent());
        new DeniedServiceStarts(SERVICE_POLICY).during(() -> {
            aptGet(Stream.of("update"));
            aptGet(Stream.concat(Stream.of("install", "-y", "--no-install-recommends"), packages.stream()));
        });
    }

    private void aptGet(Stream<String> arguments) throws IOException, InterruptedException {
        List<String> command = Stream.concat(Stream.of("apt-get", "-q", "-o", "DPkg::Lock::Timeout=300"), arguments)
                .toList();
        ProcessBuilder process = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.appendTo(log.toFile()));
        process.environment().putAll(Map.of("DEBIAN_FRONTEND", "noninteractive", "LC_ALL", "C"));
        process.environment().merge("PATH", Program.ADMINISTRATORS_PATH, (path, more) -> path + ":" + more);
        int exit = process.start().waitFor();
        if (exit != 0) {
            throw new MissingPrerequisite(String.join(" ", command) + " failed (exit code " + exit + "):\n"
                    + LogTail.of(log) + "\nInstall the packages by hand, or see " + log + ".");
        }
    }

    private static boolean isDebian() throws IOException {
        if (!Files.isReadable(OS_RELEASE)) {
            return false;
        }
        String families = Files.readAllLines(OS_RELEASE).stream()
                .filter(line -> line.startsWith("ID=") || line.startsWith("ID_LIKE="))
                .map(line -> line.substring(line.indexOf('=') + 1).replace("\"", ""))
                .collect(Collectors.joining(" "));
        return List.of(families.split(" ")).contains("debian");
    }
}
