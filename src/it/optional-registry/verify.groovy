import dev.slipway.testing.EngineImages
import dev.slipway.testing.MavenRun
import dev.slipway.testing.RegistryContents

def run = MavenRun.of(basedir)
def engine = new EngineImages()
def registry = context.get('registry')
try {
    def runs = run.log().split('Scanning for projects') as List
    assert runs[1].contains('BUILD SUCCESS')
    assert runs[1].contains('[WARNING] The run goes on without the registry 127.0.0.1:1, which is <optional>: ')
    def contents = RegistryContents.of(registry)
    assert contents.tags('it-optional-registry') == ['1.0.0', 'latest']
    def digest = contents.digest('it-optional-registry', '1.0.0').get()
    assert contents.digest('it-optional-registry', 'latest').get() == digest
    assert run.text('target/slipway/image-refs.txt') == "${registry.host()}/it-optional-registry@${digest}\n"

    def error = run.error()
    assert error.startsWith('Cannot push it-optional-registry: every registry is <optional>,'
            + ' and none of them can be reached')
    assert ['127.0.0.1:1', '127.0.0.1:2'].every { error.contains(it) }
} finally {
    engine.remove('it-optional-registry')
    engine.close()
    registry.close()
}
return true
