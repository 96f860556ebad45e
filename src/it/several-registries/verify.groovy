import dev.slipway.testing.EngineImages
import dev.slipway.testing.MavenRun
import dev.slipway.testing.RegistryContents
import groovy.json.JsonSlurper

def run = MavenRun.of(basedir)
def engine = new EngineImages()
def ecr = context.get('ecr')
def one = context.get('one')
def two = context.get('two')
try {
    def first = RegistryContents.of(one)
    def second = RegistryContents.of(two)
    assert first.repositories() == ['team/fleet/it-several-registries/app']
    assert first.tags('team/fleet/it-several-registries/app') == ['1.0.0', 'latest']
    assert second.repositories() == ['fleet/it-several-registries/app', 'yard/it-several-registries/tool']
    assert second.tags('yard/it-several-registries/tool') == ['1', 'slipway-carrier']
    assert ecr.repository('mirror/fleet/it-several-registries/app').present
    assert ecr.recording().callsOf('ecr:CreateRepository').size() == 1

    def digest = first.digest('team/fleet/it-several-registries/app', 'latest').get()
    assert second.digest('fleet/it-several-registries/app', '1.0.0').get() == digest
    assert run.text('target/slipway/app/image.digest').trim() == digest
    assert run.text('target/slipway/image-refs.txt').readLines().toSorted() == [
            "${ecr.registryHost()}/mirror/fleet/it-several-registries/app@${digest}",
            "${one.host()}/team/fleet/it-several-registries/app@${digest}",
            "${two.host()}/fleet/it-several-registries/app@${digest}",
            "${two.host()}/yard/it-several-registries/tool@"
                    + second.digest('yard/it-several-registries/tool', '1').get()
    ]*.toString().toSorted()

    def images = new JsonSlurper().parseText(run.text('target/slipway/images.json')).images
    assert images*.alias == ['app', 'tool', 'kept']
    assert images[0].pushed*.digest as Set == [digest] as Set
    assert images[0].pushed.size() == 6
    assert images[2].pushed == []

    // the names that an engine needs for a push are gone again
    assert engine.tagsOf("${one.host()}/team/fleet/it-several-registries/app") == []
    assert engine.tagsOf('it-several-registries/app') == ['1.0.0', 'latest']
} finally {
    engine.remove('it-several-registries/app', 'it-several-registries/tool', 'it-several-registries/kept')
    engine.close()
    [ecr, one, two]*.close()
}
return true
