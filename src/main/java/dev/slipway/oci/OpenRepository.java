package dev.slipway.oci;

import dev.slipway.image.RepositoryName;
import dev.slipway.oci.http.Errand;
import dev.slipway.oci.http.RegistryClient;

/**
 * A repository that is written to for one errand.
 *
 * @param errand    what for
 * @param blobs     takes blobs
 * @param manifests takes manifests
 */
record OpenRepository(Errand errand, BlobUploads blobs, ManifestUploads manifests) {

    static OpenRepository of(Errand errand, RegistryClient client, RepositoryName name, BroughtBlobs brought) {
        return new OpenRepository(errand, new BlobUploads(client, name, brought), new ManifestUploads(client));
    }
}
