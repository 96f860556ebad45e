package dev.slipway.testing;

import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * A program that the tests start.
 *
 * @param name the file name of the program
 * @param debianPackage the Debian package that holds it
 */
record Program(String name, String debianPackage) {
    /** The program of which {@link BaseImage} is made. */
    static final Program BUSYBOX = new Program("busybox", "busybox-static");

    /** Where Debian keeps daemons: the PATH of a root shell does not always hold these. */
    static final String ADMINISTRATORS_PATH = "/usr/sbin" + File.pathSeparator + "/sbin";

    /** What the tests need whoever runs the engine. */
    static List<Program> neededBesideTheEngine() {
        Program registry = new Program("docker-registry", "docker-registry");
        Program passwords = new Program("htpasswd", "apache2-utils");
        Program patch = new Program("patch", "patch");
        Program diff = new Program("diff", "diffutils");
        List<Program> always = List.of(registry, passwords, patch, diff);
        return BaseImage.isMadeHere()
                ? Stream.concat(always.stream(), Stream.of(BUSYBOX)).toList()
                : always;
    }

    /** What it takes to run an engine. */
    static List<Program> neededForTheEngine() {
        return List.of(new Program("dockerd", "docker.io"), new Program("iptables", "iptables"));
    }

    static List<String> names(List<Program> programs) {
        return programs.stream().map(Program::name).toList();
    }

    static List<String> packages(List<Program> programs) {
        return programs.stream().map(Program::debianPackage).toList();
    }

    /** The first file of that name on the PATH. */
    Optional<Path> find() {
        String path = System.getenv().getOrDefault("PATH", "") + File.pathSeparator + ADMINISTRATORS_PATH;
        return Stream.of(path.split(File.pathSeparator, -1))
                .filter(folder -> !folder.isEmpty())
                .flatMap(folder -> Stream.of(name, name + ".exe").map(file -> Path.of(folder, file)))
                .filter(file -> Files.isRegularFile(file) && Files.isExecutable(file))
                .findFirst();
    }

    boolean isInstalled() {
        return find().isPresent();
    }
}
