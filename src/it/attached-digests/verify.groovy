import dev.slipway.testing.EngineImages
import dev.slipway.testing.RegistryContents
import groovy.json.JsonSlurper

def engine = new EngineImages()
def registry = context.get('registry')
try {
    def deployed = new File(basedir, 'releases/dev/slipway/it/it-attached/1.0.0/it-attached-1.0.0-image-info.json')
    def image = new JsonSlurper().parse(deployed).images[0]
    def digest = RegistryContents.of(registry).digest('it-attached', '1.0.0').get()
    assert image.digest == digest
    assert image.pushed == [[reference: "${registry.host()}/it-attached:1.0.0" as String, digest: digest]]
} finally {
    engine.remove('it-attached')
    engine.close()
    registry.close()
}
return true
