import dev.slipway.testing.EngineImages
import dev.slipway.testing.MavenRun
import dev.slipway.testing.RegistryContents
import groovy.json.JsonSlurper

def run = MavenRun.of(basedir)
def engine = new EngineImages()
def registry = context.get('registry')
try {
    assert run.log().count('BUILD SUCCESS') == 2
    def contents = RegistryContents.of(registry)
    // an engine can bring content up under a tag only
    assert contents.tags('it-floating-only') - 'slipway-carrier' == ['1.0-SNAPSHOT', 'latest']

    // both lead to what the second run built
    assert engine.labelsOf('it-floating-only:latest')['build'] == 'second'
    def digest = contents.digest('it-floating-only', 'latest').get()
    assert contents.digest('it-floating-only', '1.0-SNAPSHOT').get() == digest
    assert run.text('target/slipway/it-floating-only/image.digest').trim() == digest
    def pushed = new JsonSlurper().parseText(run.text('target/slipway/pushed.json')).images
    assert pushed*.reference.toSorted() ==
            ['1.0-SNAPSHOT', 'latest'].collect { "${registry.host()}/it-floating-only:${it}".toString() }
    assert pushed*.digest as Set == [digest] as Set
    assert run.log().readLines().count { it.contains('Moved floating tags') } == 2
} finally {
    engine.remove('it-floating-only')
    engine.close()
    registry.close()
}
return true
