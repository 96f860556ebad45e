import dev.slipway.layout.OciLayout
import dev.slipway.testing.FaultyRegistry
import dev.slipway.testing.ForwardProxy
import dev.slipway.testing.RegistryProcess
import dev.slipway.testing.TestCertificates
import dev.slipway.testing.TestLayouts
import dev.slipway.testing.TestPushes
import java.nio.file.Files

def registry = RegistryProcess.start()
def layout = new OciLayout(Files.createTempDirectory('agent'))
layout.put(TestLayouts.images(layout, 'agent', 'amd64', 'arm64'))
TestPushes.push(layout.content([]), "${registry.host()}/fleet/agent:1.0", Optional.empty())

def certificates = new TestCertificates(new File(basedir, 'certificates').toPath())
def gate = FaultyRegistry.before(registry, certificates.server('DNS:registry.example.com'))
def proxy = ForwardProxy.start()
        .login('carol', 'hunter2-of-the-yard')
        .leading('registry.example.com:443', gate.host())
context.put('servers', [proxy, gate, registry])
// the port is a number to Maven 3, and no place for a property
def settings = new File(basedir, 'settings.xml')
settings.text = settings.text.replace('PROXY_PORT', "${proxy.port()}")
context.get('userProperties').put('slipway.from', 'registry.example.com/fleet/agent:1.0')
return true
