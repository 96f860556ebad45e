import dev.slipway.layout.OciLayout
import dev.slipway.testing.RegistryProcess
import dev.slipway.testing.TestLayouts
import dev.slipway.testing.TestPushes
import java.nio.file.Files

def registry = RegistryProcess.start()
context.put('registry', registry)
['agent', 'tool'].each { alias ->
    def layout = new OciLayout(Files.createTempDirectory(alias))
    layout.put(TestLayouts.images(layout, alias, 'amd64', 'arm64'))
    TestPushes.push(layout.content([]), "${registry.host()}/fleet/${alias}:1.0", Optional.empty())
}
context.get('userProperties').put('slipway.from',
        ['agent', 'tool'].collect { "${registry.host()}/fleet/${it}:1.0" }.join(','))
return true
