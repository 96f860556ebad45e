import dev.slipway.testing.EngineImages
import dev.slipway.testing.MavenRun
import dev.slipway.testing.RegistryContents

def engine = new EngineImages()
def registry = context.get('registry')
try {
    assert RegistryContents.of(registry).repositories() == ['it-filter/fleet-manager', 'it-filter/openclaw-agent']
    assert engine.tagsOf('it-filter/openclaw-agent') == ['1.0.0']
    assert engine.tagsOf('it-filter/fleet-manager') == ['1.0.0']
    assert engine.tagsOf('it-filter/element') + engine.tagsOf('it-filter/fleet-old') == []
} finally {
    engine.remove('it-filter/openclaw-agent', 'it-filter/fleet-manager')
    engine.close()
    registry.close()
}
return true
