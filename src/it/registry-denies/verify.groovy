import dev.slipway.testing.EngineImages
import dev.slipway.testing.MavenRun

def run = MavenRun.of(basedir)
def engine = new EngineImages()
def ecr = context.get('ecr')
try {
    run.failedWith("Cannot push ${ecr.registryHost()}/it-registry-denies:1.0.0: denied."
            + ' Check that the login from ecr:GetAuthorizationToken may push to this repository.')
    assert run.filesUnder('target/slipway') == ['built.json', 'image-refs.txt', 'images.json', 'it-registry-denies/image.id', 'pushed.json']
    assert run.text('target/slipway/image-refs.txt') == ''
} finally {
    engine.remove('it-registry-denies')
    engine.close()
    ecr.close()
}
return true
