import dev.slipway.testing.EngineImages
import dev.slipway.testing.MavenRun
import groovy.json.JsonSlurper

def run = MavenRun.of(basedir)
def engine = new EngineImages()
def registry = context.get('registry')
try {
    def id = engine.idOf('it-properties/colony:1.0.0').get()
    assert run.text('target/filtered/deployment.yaml') == "id: ${id}\nimage: it-properties/colony:1.0.0\n"

    def installed = new File(localRepositoryPath, 'dev/slipway/it/it-properties/1.0.0/it-properties-1.0.0-image-info.json')
    def image = new JsonSlurper().parse(installed).images[0]
    assert image.alias == 'app'
    assert image.id == id
    assert image.references == ['it-properties/colony:1.0.0']
    assert image.bases == ['slipway-it/busybox:1']
} finally {
    engine.remove('it-properties/colony')
    engine.close()
    registry.close()
    new File(localRepositoryPath, 'dev/slipway/it/it-properties').deleteDir()
}
return true
