import dev.slipway.testing.EngineImages
import dev.slipway.testing.MavenRun

def run = MavenRun.of(basedir)
def engine = new EngineImages()
try {
    assert engine.tagsOf('it-zero-configuration') == ['2.0.0-SNAPSHOT']
    assert engine.tree('it-zero-configuration:2.0.0-SNAPSHOT', '/srv') == ['greeting.txt': '644 hello\n']

    def labels = engine.labelsOf('it-zero-configuration:2.0.0-SNAPSHOT')
    assert labels['org.opencontainers.image.title'] == 'Nothing to configure'
    assert labels['org.opencontainers.image.version'] == "the Dockerfile's own"
    assert labels['org.opencontainers.image.source'] == 'https://git.example/yard/nothing'
    assert labels['org.opencontainers.image.revision'] ==
            new File(basedir, '.git/refs/heads/main').text.trim()
    assert labels['org.opencontainers.image.created'] ==~ /\d{4}-\d\d-\d\dT[\d:.]+Z/

    assert run.printed('  it-zero-configuration:2.0.0-SNAPSHOT')
} finally {
    engine.remove('it-zero-configuration')
    engine.close()
}
return true
