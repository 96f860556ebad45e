import dev.slipway.testing.EngineImages
import dev.slipway.testing.MavenRun

def run = MavenRun.of(basedir)
def engine = new EngineImages()
def ecr = context.get('ecr')
try {
    run.failedWith("Cannot push ${ecr.registryHost()}/it-registry-full:1.0.0: received unexpected HTTP status:"
            + " 500 Internal Server Error. Look at the registry's state and try again.")
    assert run.filesUnder('target/slipway') == ['built.json', 'image-refs.txt', 'images.json', 'it-registry-full/image.id', 'pushed.json']
    assert run.text('target/slipway/image-refs.txt') == ''
    assert engine.tagsOf("${ecr.registryHost()}/it-registry-full") == []
} finally {
    engine.remove('it-registry-full')
    engine.close()
    ecr.close()
}
return true
