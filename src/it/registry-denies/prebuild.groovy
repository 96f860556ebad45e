import dev.slipway.testing.FakeEcr

def ecr = FakeEcr.start()
ecr.faults().refuseUploads(403, 'DENIED', 'requested access to the resource is denied')
context.put('ecr', ecr)
context.get('userProperties').putAll(ecr.systemProperties())
return true
