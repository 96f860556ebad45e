import dev.slipway.testing.EngineImages
import dev.slipway.testing.MavenRun

def run = MavenRun.of(basedir)
def engine = new EngineImages()
def registry = context.get('registry')
try {
    run.failedWith("Cannot push ${registry.host()}/it-registry-read-only:1.0.0: error parsing HTTP 405 response body:"
            + " invalid character 'M' looking for beginning of value: \"Method not allowed\\n\"."
            + " Look at the registry's state and try again.")
    assert run.filesUnder('target/slipway') == ['built.json', 'image-refs.txt', 'images.json', 'it-registry-read-only/image.id', 'pushed.json']
    assert run.text('target/slipway/image-refs.txt') == ''
} finally {
    engine.remove('it-registry-read-only')
    engine.close()
    registry.close()
}
return true
