import dev.slipway.testing.FakeEcr
import dev.slipway.testing.RegistryProcess

def ecr = FakeEcr.start()
def registry = RegistryProcess.options().login('carol', 'correct-horse-battery-staple').start()
context.put('ecr', ecr)
context.put('registry', registry)
context.get('userProperties').putAll(ecr.systemProperties() + ['it.registry': registry.host()])
return true
