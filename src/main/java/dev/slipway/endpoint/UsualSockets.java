package dev.slipway.endpoint;

import java.io.IOException;
import java.net.StandardProtocolFamily;
import java.net.URI;
import java.net.UnixDomainSocketAddress;
import java.nio.channels.SocketChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Where engines listen when nobody says so: Docker, Docker Desktop, Colima, Rancher Desktop, OrbStack, rootless Docker
 * and Podman.
 */
final class UsualSockets {

    private static final List<String> PIPES =
            List.of("docker_engine", "dockerDesktopLinuxEngine", "podman-machine-default");

    private final Surroundings surroundings;
    private final Path root;
    private final Path pipes;

    UsualSockets(Surroundings surroundings) {
        this(surroundings, Path.of("/"), Path.of("\\\\.\\pipe\\"));
    }

    /**
     * @param root  the folder that holds {@code var} and {@code run}
     * @param pipes the folder of Windows' named pipes
     */
    UsualSockets(Surroundings surroundings, Path root, Path pipes) {
        this.surroundings = surroundings;
        this.root = root;
        this.pipes = pipes;
    }

    /** All places, in the order in which they are tried, as messages write them. */
    List<String> places() {
        return surroundings.isWindows()
                ? PIPES.stream().map(UsualSockets::pipe).map(URI::toString).toList()
                : sockets().stream().map(surroundings::shown).toList();
    }

    /**
     * The first place where something answers, or else the first that exists: a socket file outlives its engine, and a
     * stopped Docker Desktop must not hide a running Colima.
     */
    Optional<URI> find() {
        if (surroundings.isWindows()) {
            return PIPES.stream().filter(this::hasPipe).map(UsualSockets::pipe).findFirst();
        }
        List<Path> present = sockets().stream().filter(Files::exists).toList();
        return present.stream()
                .filter(UsualSockets::answers)
                .findFirst()
                .or(() -> present.stream().findFirst())
                .map(socket -> new EngineAddress("the usual sockets", socket.toString()).uri(false));
    }

    private List<Path> sockets() {
        Path home = surroundings.home();
        List<Path> sockets = new ArrayList<>();
        sockets.add(root.resolve("var/run/docker.sock"));
        sockets.add(home.resolve(".docker/run/docker.sock"));
        sockets.add(home.resolve(".docker/desktop/docker.sock"));
        sockets.add(home.resolve(".colima/default/docker.sock"));
        sockets.add(home.resolve(".colima/docker.sock"));
        sockets.add(home.resolve(".rd/docker.sock"));
        sockets.add(home.resolve(".orbstack/run/docker.sock"));
        surroundings.variable("XDG_RUNTIME_DIR").map(Path::of).ifPresent(runtime -> {
            sockets.add(runtime.resolve("docker.sock"));
            sockets.add(runtime.resolve("podman/podman.sock"));
        });
        sockets.add(root.resolve("run/podman/podman.sock"));
        if (surroundings.isMac()) {
            sockets.addAll(podmanMachine());
        }
        return sockets;
    }

    private List<Path> podmanMachine() {
        Path machine = surroundings.home().resolve(".local/share/containers/podman/machine");
        return Stream.concat(
                        surroundings
                                .variable("TMPDIR")
                                .map(folder -> Path.of(folder, "podman", "podman-machine-default-api.sock"))
                                .stream(),
                        Stream.of(machine.resolve("podman.sock"), machine.resolve("qemu/podman.sock")))
                .toList();
    }

    private static boolean answers(Path socket) {
        try (SocketChannel channel = SocketChannel.open(StandardProtocolFamily.UNIX)) {
            return channel.connect(UnixDomainSocketAddress.of(socket));
        } catch (IOException | UnsupportedOperationException e) {
            return false;
        }
    }

    private static URI pipe(String name) {
        return new EngineAddress("the usual pipes", "npipe:////./pipe/" + name).uri(false);
    }

    /** The listing goes first: asking for a pipe itself opens it, and is answered wrongly while all its instances are taken. */
    private boolean hasPipe(String name) {
        String[] names = pipes.toFile().list();
        return names == null
                ? pipes.resolve(name).toFile().exists()
                : Arrays.asList(names).contains(name);
    }
}
