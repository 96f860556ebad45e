import dev.slipway.testing.EngineImages
import dev.slipway.testing.MavenRun

def run = MavenRun.of(basedir)
def engine = new EngineImages()
def ecr = context.get('ecr')
try {
    assert run.text('target/slipway/image-refs.txt').startsWith("${ecr.registryHost()}/it-ecr-repository-race@sha256:")
    // the repository is the other creator's, who has set it up
    assert !run.log().contains('Created the repository')
    assert ecr.recording().callsOf('ecr:PutLifecyclePolicy') == []
} finally {
    engine.remove('it-ecr-repository-race')
    engine.close()
    ecr.close()
}
return true
