import dev.slipway.testing.FakeEcr
import dev.slipway.testing.RegistryProcess

def ecr = FakeEcr.start()
def one = RegistryProcess.start()
def two = RegistryProcess.start()
context.put('ecr', ecr)
context.put('one', one)
context.put('two', two)
context.get('userProperties').putAll(ecr.systemProperties() + ['it.one': one.host(), 'it.two': two.host()])
return true
