import dev.slipway.testing.RegistryProcess

def registry = RegistryProcess.options().login('carol', 'hunter2-of-the-yard').start()
context.put('registry', registry)
context.get('userProperties').put('it.registry', registry.host())
return true
