import dev.slipway.testing.EngineImages
import dev.slipway.testing.MavenRun

def engine = new EngineImages()
try {
    def log = MavenRun.of(basedir).log()
    if (engine.keepsSeveralPlatforms()) {
        // nothing to refuse; the cache's registry is what is missing
        assert log.contains('127.0.0.1:1')
    } else {
        assert log.contains('nothing was begun:')
        assert log.contains('it-refused-one: <platforms>: the image store of this engine holds images for one platform only.')
        assert log.contains('it-refused-two: <attestations>: the image store of this engine drops attestations.')
        assert log.contains('it-refused-two: <cacheTo>: this engine writes inline caches only, not type=registry.')
        assert log.contains('containerd')
        assert !log.contains('Building it-refused')
    }
    assert !engine.has('it-refused-two:1.0.0')
} finally {
    engine.remove('it-refused-one', 'it-refused-two')
    engine.close()
}
return true
