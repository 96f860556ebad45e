package dev.slipway.testing;

import com.github.dockerjava.api.DockerClient;
import com.github.dockerjava.api.command.InspectImageResponse;
import com.github.dockerjava.api.exception.NotFoundException;
import com.github.dockerjava.api.model.AuthConfig;
import com.github.dockerjava.api.model.Container;
import com.github.dockerjava.api.model.Image;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveInputStream;
import org.apache.commons.compress.archivers.tar.TarArchiveOutputStream;

/** What lies in the engine, as tests look at it: images, their files, and containers. */
public final class EngineImages implements AutoCloseable {

    private final DockerClient client = EngineClients.configured();

    /** The id of the image that has a reference. */
    public Optional<String> idOf(String reference) {
        return inspect(reference).map(InspectImageResponse::getId);
    }

    /** Whether any image has a reference. */
    public boolean has(String reference) {
        return inspect(reference).isPresent();
    }

    /** The tags of a repository, sorted; none if nothing of that name is here. */
    public List<String> tagsOf(String repository) {
        return references()
                .filter(reference -> reference.startsWith(repository + ":"))
                .map(reference -> reference.substring(repository.length() + 1))
                .sorted()
                .toList();
    }

    /** The labels of an image. */
    public Map<String, String> labelsOf(String reference) {
        Map<String, String> labels = Objects.requireNonNull(
                        inspect(reference).orElseThrow().getConfig())
                .getLabels();
        return labels == null ? Map.of() : new TreeMap<>(labels);
    }

    /** The layers of an image, the base's first. */
    public List<String> layersOf(String reference) {
        return Objects.requireNonNull(inspect(reference).orElseThrow().getRootFS())
                .getLayers();
    }

    private Optional<InspectImageResponse> inspect(String reference) {
        try {
            return Optional.of(client.inspectImageCmd(reference).exec());
        } catch (NotFoundException missing) {
            return Optional.empty();
        }
    }

    /**
     * What lies below a folder of an image, by path relative to the folder. A file is described by mode and content,
     * a folder by mode and a slash, a symbolic link by an arrow and its target: {@code 755 text}, {@code 755 /},
     * {@code -> target}.
     */
    public SortedMap<String, String> tree(String reference, String folder) {
        String container = client.createContainerCmd(reference).exec().getId();
        try (TarArchiveInputStream tar = new TarArchiveInputStream(
                client.copyArchiveFromContainerCmd(container, folder + "/.").exec(), "UTF-8")) {
            SortedMap<String, String> tree = new TreeMap<>();
            for (TarArchiveEntry entry = tar.getNextEntry(); entry != null; entry = tar.getNextEntry()) {
                tree.put(entry.getName().replaceFirst("^\\./", ""), described(entry, tar));
            }
            tree.remove("");
            return tree;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } finally {
            client.removeContainerCmd(container).exec();
        }
    }

    private static String described(TarArchiveEntry entry, InputStream content) throws IOException {
        if (entry.isSymbolicLink()) {
            return "-> " + entry.getLinkName();
        }
        String mode = Integer.toOctalString(entry.getMode() & 07777);
        return entry.isDirectory()
                ? mode + " /"
                : mode + " " + new String(content.readAllBytes(), StandardCharsets.UTF_8);
    }

    /** Makes an image of a Dockerfile that copies nothing. */
    public void build(String reference, String dockerfile) {
        byte[] text = dockerfile.getBytes(StandardCharsets.UTF_8);
        ByteArrayOutputStream context = new ByteArrayOutputStream();
        try (TarArchiveOutputStream tar = new TarArchiveOutputStream(context)) {
            TarArchiveEntry entry = new TarArchiveEntry("Dockerfile");
            entry.setSize(text.length);
            tar.putArchiveEntry(entry);
            tar.write(text);
            tar.closeArchiveEntry();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        client.buildImageCmd(new ByteArrayInputStream(context.toByteArray()))
                .withTags(Set.of(reference))
                .start()
                .awaitImageId();
    }

    /** Writes an image with all its layers and its history into a tar. */
    public void save(String reference, java.io.File file) throws IOException {
        try (InputStream tar = client.saveImageCmd(reference).exec()) {
            java.nio.file.Files.copy(tar, file.toPath());
        }
    }

    /** Whether the newest API of the engine is older than this one, such as {@code 1.42}. */
    public boolean isOlderThan(String api) {
        return minor(String.valueOf(client.versionCmd().exec().getApiVersion())) < minor(api);
    }

    private static int minor(String api) {
        return Integer.parseInt(api.substring(api.indexOf('.') + 1));
    }

    /** Whether its images lie in a containerd store. */
    public boolean keepsSeveralPlatforms() {
        return String.valueOf(client.infoCmd().exec().getDriverStatuses()).contains("io.containerd.snapshotter");
    }

    /** Pushes an image under another reference, which the engine forgets afterwards. */
    public void push(String image, String reference, String user, String password) {
        int colon = reference.lastIndexOf(':');
        client.tagImageCmd(image, reference.substring(0, colon), reference.substring(colon + 1))
                .exec();
        AuthConfig login = new AuthConfig()
                .withUsername(user)
                .withPassword(password)
                .withRegistryAddress("http://" + reference.substring(0, reference.indexOf('/')));
        try {
            client.pushImageCmd(reference).withAuthConfig(login).start().awaitCompletion();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        } finally {
            client.removeImageCmd(reference).withNoPrune(true).exec();
        }
    }

    /** Whether within half a minute no container runs any more whose command contains a text. */
    public boolean endsSoon(String command) throws InterruptedException {
        long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(30);
        while (runs(command) && System.nanoTime() < deadline) {
            TimeUnit.MILLISECONDS.sleep(200);
        }
        return !runs(command);
    }

    private boolean runs(String command) {
        return client.listContainersCmd().exec().stream()
                .map(Container::getCommand)
                .anyMatch(running -> running.contains(command));
    }

    /** Removes all tags of repositories, and the images that have no other. */
    public void remove(String... repositories) {
        for (String reference : references().toList()) {
            if (Stream.of(repositories).anyMatch(repository -> reference.startsWith(repository + ":"))) {
                removeReference(reference);
            }
        }
    }

    /** Another name than the public one has: Groovy calls private methods too, and takes this for one repository. */
    private void removeReference(String reference) {
        try {
            client.removeImageCmd(reference).withForce(true).exec();
        } catch (NotFoundException gone) {
            // another tag of the same image took it along
        }
    }

    private Stream<String> references() {
        return client.listImagesCmd().exec().stream()
                .map(Image::getRepoTags)
                .filter(Objects::nonNull)
                .flatMap(Arrays::stream);
    }

    @Override
    public void close() {
        try {
            client.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
