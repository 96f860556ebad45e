cat /srv/dependencies
