import dev.slipway.testing.RegistryProcess

def registry = RegistryProcess.start()
context.put('registry', registry)
context.get('userProperties').put('it.registry', registry.host())
return true
