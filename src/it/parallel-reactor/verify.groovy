import dev.slipway.testing.EngineImages
import dev.slipway.testing.MavenRun
import dev.slipway.testing.RegistryContents

def run = MavenRun.of(basedir)
def engine = new EngineImages()
def registry = context.get('registry')
def yards = [1, 2, 3, 5, 6, 8, 9, 10]
try {
    def contents = RegistryContents.of(registry)
    assert contents.repositories() == yards.collect { "yards/it-parallel-${it}".toString() }.toSorted()
    yards.each { yard ->
        assert contents.tags("yards/it-parallel-${yard}") == ['1.0.0', 'latest']
        assert engine.tree("it-parallel-${yard}:latest", '/srv')['yard.txt'] == "644 yard ${yard}\ninherited\n"
        assert run.left("yard-${yard}/target/slipway/pushed.json")
    }
    [4, 7].each { assert !run.left("yard-${it}/target/slipway") }
    assert !run.left('target/slipway')
    assert !run.log().contains('[WARNING]')
} finally {
    engine.remove(yards.collect { "it-parallel-${it}".toString() } as String[])
    engine.close()
    registry.close()
}
return true
