import dev.slipway.testing.EngineImages
import dev.slipway.testing.MavenRun
import dev.slipway.testing.RegistryContents
import groovy.json.JsonSlurper

def run = MavenRun.of(basedir)
def engine = new EngineImages()
def registry = context.get('registry')
try {
    assert run.log().count('BUILD SUCCESS') == 2
    assert run.log().count('Building it-push-in-another-jvm from ') == 1
    def built = new JsonSlurper().parseText(run.text('target/slipway/built.json')).images
    assert built*.id == [engine.idOf('it-push-in-another-jvm:1.0.0').get()]

    def digest = RegistryContents.of(registry).digest('it-push-in-another-jvm', '1.0.0').get()
    def pushed = new JsonSlurper().parseText(run.text('target/slipway/pushed.json')).images
    assert pushed*.digest == [digest]
    assert pushed*.reference == ["${registry.host()}/it-push-in-another-jvm:1.0.0".toString()]
} finally {
    engine.remove('it-push-in-another-jvm')
    engine.close()
    registry.close()
}
return true
