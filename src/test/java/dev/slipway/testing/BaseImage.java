package dev.slipway.testing;

import com.github.dockerjava.api.DockerClient;
import com.github.dockerjava.api.exception.NotFoundException;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.Locale;
import java.util.Set;

/**
 * The image {@code slipway-it/busybox:1}, from which the Dockerfiles of the tests start.
 *
 * <p>On Linux it is made of the busybox of this machine, so that no registry is asked; elsewhere it is pulled.
 */
public final class BaseImage {
    private static final String REPOSITORY = "slipway-it/busybox";
    private static final String TAG = "1";
    private static final String REFERENCE = REPOSITORY + ":" + TAG;
    private static final String PULLED = "busybox:1.37";

    private final DockerClient client;

    /** The base image in the engine of {@code client}. */
    public BaseImage(DockerClient client) {
        this.client = client;
    }

    static boolean isMadeHere() {
        return System.getProperty("os.name").toLowerCase(Locale.ROOT).contains("linux");
    }

    /** Makes the image if the engine does not have it yet. */
    public void makeAvailable() throws IOException, InterruptedException {
        if (isThere()) {
            return;
        }
        LocalEngine.say("Making the base image " + REFERENCE + ".");
        if (isMadeHere()) {
            byte[] context = new BusyboxFiles(Program.BUSYBOX.find().orElseThrow()).buildContext();
            // not createImageCmd: docker-java 3.7.1 sends the stream that it is given as JSON
            client.buildImageCmd(new ByteArrayInputStream(context))
                    .withTags(Set.of(REFERENCE))
                    .start()
                    .awaitImageId();
        } else {
            client.pullImageCmd(PULLED).start().awaitCompletion();
            client.tagImageCmd(PULLED, REPOSITORY, TAG).exec();
        }
    }

    private boolean isThere() {
        try {
            client.inspectImageCmd(REFERENCE).exec();
            return true;
        } catch (NotFoundException missing) {
            return false;
        }
    }
}
